# Ten million steps with a heap that keeps changing: what the seek times are measured on.
class Account:
    def __init__(self, number):
        self.number = number
        self.history = []

    def put(self, amount):
        self.history.append(amount)
        if len(self.history) > 50:
            self.history = self.history[25:]

def run(rounds):
    accounts = [Account(i) for i in range(2000)]
    by_number = {a.number: a for a in accounts}
    seed = 7
    total = 0
    for i in range(rounds):
        seed = (seed * 1103515245 + 12345) % 2147483648
        account = by_number[seed % 2000]
        account.put(seed % 997)
        total += len(account.history)
    return total

print(run(290000))
