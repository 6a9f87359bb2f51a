# A text adventure's commands by match: a small world that is changed by the patterns of its command lines.
class World:
    def __init__(self):
        self.place = "hall"
        self.bag = []
        self.places = {
            "hall": {"north": "garden", "things": ["lamp", "key"]},
            "garden": {"south": "hall", "things": ["rose"], "east": "shed"},
            "shed": {"west": "garden", "things": [], "locked": True},
        }

    def do(self, line):
        here = self.places[self.place]
        match line.lower().split():
            case []:
                return "say something"
            case ["look"]:
                return f"{self.place}: {', '.join(here['things']) or 'nothing'}"
            case (["go", ("north" | "south" | "east" | "west") as direction]
                  | [("north" | "south" | "east" | "west") as direction]):
                return self.go(here.get(direction))
            case ["go", elsewhere]:
                return f"{elsewhere} is no direction"
            case ["take", "all"]:
                taken, here["things"] = here["things"], []
                self.bag += taken
                return f"took {len(taken)}"
            case ["take", *things] if set(things) <= set(here["things"]):
                for thing in things:
                    here["things"].remove(thing)
                    self.bag.append(thing)
                return "taken"
            case ["take", *_]:
                return "not here"
            case ["drop", thing] if thing in self.bag:
                self.bag.remove(thing)
                here["things"].append(thing)
                return "dropped"
            case ["use", tool, "on", target]:
                return self.use(tool, target)
            case ["bag" | "inventory"]:
                return str(self.bag)
            case [verb, *_]:
                return f"cannot {verb}"

    def go(self, name):
        match name, self.places.get(name):
            case None, _:
                return "no way"
            case _, {"locked": True}:
                return f"the {name} is locked"
            case str(), {"things": things}:
                self.place = name
                return f"now in the {name}, {len(things)} things"

    def use(self, tool, target):
        match (tool in self.bag, tool, target):
            case False, _, _:
                return f"no {tool}"
            case True, "key", place if self.places.get(place, {}).get("locked"):
                self.places[place]["locked"] = False
                return f"{place} opened"
            case True, a, b:
                return f"{a} does nothing to {b}"


world = World()
for line in ["look", "", "take lamp sword", "Take lamp key", "go up", "north", "take all", "go east",
             "use key on shed", "bag",
             "use sword on rose", "go east", "drop rose", "use lamp on rose", "look", "west", "go west", "dance now"]:
    print(f"> {line}\n{world.do(line)}")
