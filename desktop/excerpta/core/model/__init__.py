"""The model is the vocabulary of the program: frozen values without a clock, a file or a database."""
