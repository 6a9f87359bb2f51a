import itertools as I, sys, copy
a=[1,2,3]
def show(x): print(type(x).__name__, sys.getsizeof(x), list(I.islice(x, 12)))
for x in (I.chain(a,"xy"),I.chain.from_iterable([a,a]),I.repeat(1,2),I.repeat(7),I.count(),I.count(1.5,.5),
          I.count(10,-3),I.cycle(a),I.islice(a,2),I.islice(range(20),1,None,4),I.takewhile(lambda x:x<3,a),
          I.dropwhile(lambda x:x<2,a),I.filterfalse(lambda x:x%2,a),I.filterfalse(None,[0,1,'']),
          I.starmap(pow,[(2,3),(3,2)]),I.tee(a)[0],I.accumulate(a),I.accumulate(a,max,initial=10),I.combinations(a,2),
          I.combinations("ABCD",3),I.combinations_with_replacement(a,2),I.permutations(a,2),I.permutations(a),
          I.permutations([]),I.product(a,"ab"),I.product([0,1],repeat=3),I.product(),I.product(a,[]),
          I.compress("abcd",[1,0,1]),I.pairwise("abcd"),I.zip_longest("abc","de",fillvalue="-"),I.combinations(a,4),
          I.permutations(a,4),I.combinations(a,0)):
    show(x)
for k,g in I.groupby("aaabbc"): print(k, list(g))
g=I.groupby([1,1,2],key=lambda x:x%2); k,gr=next(g); next(g); print(list(gr), k)
x,y,z=I.tee(range(200),3); print(sum(x), next(y), sum(I.islice(z,100)), len(list(y)))
print(I.count(3), I.count(1,2), I.repeat(3), I.repeat("a",4), I.count(2.0))
for e in ("I.islice(a,-1)","I.islice(a,0,1,0)","I.islice(a)","I.combinations(a,-1)","I.count('a')",
          "I.product(a,repeat=-1)","I.permutations(a,'x')","I.zip_longest(a,x=1)","I.tee(a,-1)","I.chain(a,x=1)",
          "I.cycle()","next(I.chain(3))","len(I.repeat(1))","I.repeat(1,2).__length_hint__()",
          "I.repeat(1).__length_hint__()","I.takewhile(1)","next(I.starmap(1,[3]))","I.groupby()","I.accumulate()",
          "I.combinations(a)", "I.compress(a)", "I.pairwise()", "I.dropwhile(1,2,k=3)"):
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)
for x in (I.chain(a,"xy"),I.repeat(1,2),I.count(2),I.cycle(a),I.islice(a,2),I.takewhile(lambda x:x<3,a),I.accumulate(a),
          I.combinations(a,2),I.combinations_with_replacement(a,2),I.permutations(a,2),I.product(a,"ab"),
          I.zip_longest(a,"b"),I.tee(a)[1]):
    next(x); r=x.__reduce__(); print(r[0].__name__, len(r)); print(list(I.islice(copy.copy(x),4)), list(I.islice(x,4)))
m=I.combinations(a,2); p=next(m); q=next(m); print(p,q,p is q); m=I.combinations(a,2); print(id(next(m))==id(next(m)))
