class Base:
    pass

class Meta(type):
    level = 1

class Special(Base, metaclass=Meta):
    pass

class Child(Special): pass
c = Child()
print(Child.level, hasattr(c, "level"))
print(Child.__base__, object.__base__)
sub, isa = issubclass, isinstance
print(sub(type, object),
      sub(object, type))
print(isa(type, object),
      isa(object, type))
