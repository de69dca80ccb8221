# Are the intents of one deliberation sound together? Each is sound by itself already (soundness.pl). What
# `against(Intent, Rule, Value, Limit, Says)` names is objected to. What may be asked is listed in
# docs/deliberation.md; one centi-bp is one part per million. Intents of `unwind` are never objected to here:
# getting out needs nobody's leave.

entry(N, I, Side, Strategy, Edge) :- intent(N, I, Side, Strategy, _, Edge, _, _, _), Strategy != /unwind.

# Two strategies do not bet against each other through the desk's account: the weaker wish yields. Who cannot be
# told apart both yield.
opposed(N, Strategy, Edge, Other, Best) :-
  entry(N, I, Side, Strategy, Edge), entry(M, I, Against, Other, Best), Strategy != Other, Side != Against, Edge <= Best.
against(N, /conflict, Edge, Best, Says) :-
  opposed(N, Strategy, Edge, Other, Best),
  Says = fn:string:concat(fn:name:words(Strategy), " expects ", fn:decimal:div(Edge, 100, 2), " bps where ",
    fn:name:words(Other), " expects ", fn:decimal:div(Best, 100, 2), " the other way").

# Trouble spreads along instruments that move together, through any number of them: where one is violent, the
# others are not entered.
linked(I, J) :-
  measure(I, /market.correlation, C), C >= 900000, measure(J, /market.correlation, D), D >= 900000, I != J.
infected(I, I) :- derived(I, /stand_aside, _, _).
infected(I, K) :- infected(I, J), linked(J, K).
against(N, /contagion, C, 900000, Says) :-
  entry(N, J, _, _, _), infected(I, J), I != J, measure(J, /market.correlation, C),
  Says = fn:string:concat(fn:name:words(I), " is violent, and ", fn:name:words(J), " moves with it at ",
    fn:decimal:div(C, 10000, 4), " %").

# An entry stands on the market it trades in, not on the state of the account or on another market alone.
market(/quote). market(/feature). market(/belief). market(/pattern).
grounded(N) :- stands_on(N, F), about(F, I, Kind, _), market(Kind), intent(N, I, _, _, _, _, _, _, _).
against(N, /groundless, 0, 1, "nothing of its own market speaks for it") :- entry(N, _, _, _, _), !grounded(N).
