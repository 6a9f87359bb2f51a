name = __name__, __package__
