def card(y):
    return 8 * y

print(card(7))
