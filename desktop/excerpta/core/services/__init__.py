"""Services are the verbs of the user, one function each, for window and command line alike."""
