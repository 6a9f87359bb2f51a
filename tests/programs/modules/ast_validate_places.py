# Where the checks of places and of class patterns differ from what one would expect.
import ast
L=dict(lineno=1,col_offset=0)
def t(s):
    try: compile(ast.Module([s],[]),"","exec"); print("ok")
    except Exception as e: print(type(e).__name__, e)
P=ast.Pass(**L)
t(ast.Try([P],[ast.ExceptHandler(None,None,[P],lineno=4,col_offset=0,end_lineno=-2)],[],[],**L))
t(ast.Try([P],[ast.ExceptHandler(ast.Name("x",ast.Store(),**L),None,[P],lineno=4,col_offset=0,end_lineno=-2)],[],[],
          **L))
t(ast.TryStar([P],[ast.ExceptHandler(ast.Name("x",ast.Load(),**L),None,[P],lineno=4,col_offset=0,end_lineno=-2)],[],[],
              **L))
t(ast.TryStar([P],[ast.ExceptHandler(ast.Name("x",ast.Store(),**L),None,[P],lineno=4,col_offset=0,end_lineno=-2)],[],[],
              **L))
t(ast.TryStar([P],[ast.ExceptHandler(ast.Name("x",ast.Load(),**L),None,[],lineno=4,col_offset=0,end_lineno=-2)],[],[],
              **L))
def m(p): t(ast.Match(ast.Constant(1,**L),[ast.match_case(p,None,[P])],**L))
E={**L,"end_lineno":1,"end_col_offset":1}
bad=ast.MatchOr([],**E)
n=ast.Name("a",ast.Load(),**L)
m(ast.MatchClass(ast.Constant(1,**L),[bad],[],[],**E))
m(ast.MatchClass(ast.Constant(1,**L),[],["a"],[bad],**E))
m(ast.MatchClass(n,[bad],["None"],[ast.MatchStar(None,**E)],**E))
m(ast.MatchClass(n,[],["None"],[ast.MatchStar(None,**E)],**E))
m(ast.MatchClass(n,[bad],["a"],[ast.MatchStar(None,**E)],**E))
m(ast.MatchClass(ast.Constant(1,**L),[],["None"],[ast.MatchAs(None,**E)],**E))
m(ast.MatchMapping([ast.Constant(1,**L)],[bad],"True",**E))
m(ast.MatchSequence([ast.MatchClass(ast.Constant(1,**L),[],[],[],**E),bad],**E))
m(ast.MatchSequence([ast.MatchClass(n,[],["None"],[ast.MatchAs(None,**E)],**E),bad],**E))
m(ast.MatchSequence([ast.MatchMapping([n],[ast.MatchAs(None,**E)],None,**E),bad],**E))
