"""The engines that run the plan, a module each."""
