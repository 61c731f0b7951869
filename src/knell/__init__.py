"""knell: dated reports go in, a sourced record of violent events comes out."""

__version__ = "0.1.0"
