print("imported", __name__, __file__.rsplit("/", 1)[1])
