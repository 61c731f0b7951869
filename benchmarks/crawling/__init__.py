"""Pages of a made-up crawl: texts to tell, stories made of them, pages around the stories."""
