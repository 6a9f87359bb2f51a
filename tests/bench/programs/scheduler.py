# Classes, attributes, methods, inheritance, a queue: tasks that send each other packets.
class Packet:
    def __init__(self, kind, value):
        self.kind = kind
        self.value = value

class Task:
    def __init__(self, name):
        self.name = name
        self.inbox = []
        self.handled = 0

    def receive(self, packet):
        self.inbox.append(packet)

    def run(self, scheduler):
        while self.inbox:
            self.handle(self.inbox.pop(), scheduler)
            self.handled += 1

class Worker(Task):
    def handle(self, packet, scheduler):
        packet.value = packet.value * 31 % 1009
        scheduler.send(packet.kind, packet)

class Device(Task):
    def __init__(self, name):
        super().__init__(name)
        self.seen = 0

    def handle(self, packet, scheduler):
        self.seen += packet.value
        if packet.value % 5:
            scheduler.send("worker%d" % (packet.value % 3), packet)

class Scheduler:
    def __init__(self, tasks):
        self.tasks = {task.name: task for task in tasks}
        self.ready = []

    def send(self, name, packet):
        task = self.tasks[name]
        task.receive(packet)
        self.ready.append(task)

    def run(self, limit):
        count = 0
        while self.ready and count < limit:
            self.ready.pop(0).run(self)
            count += 1
        return count

def main():
    total = 0
    for seed in range(200):
        scheduler = Scheduler([Worker("worker%d" % i) for i in range(3)] + [Device("disk"), Device("screen")])
        for i in range(40):
            scheduler.send("worker%d" % (i % 3), Packet("disk" if i % 2 else "screen", seed + i))
        total += scheduler.run(4000) + sum(task.handled for task in scheduler.tasks.values())
    return total

print(main())
