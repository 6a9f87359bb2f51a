def card(y):
    return 6 + y

print(card(7))
