# What can be asked about a run. Times are nanoseconds since 1970-01-01T00:00Z, prices ticks, quantities
# lots, money 1e-8 USDT. Orders, warrants, instruments, packs and nodes are names; rules are strings.

# --- from the journal
Decl epoch(E, Policy, Strategy, Model, Seed) temporal descr [extensional(), doc("a life of the desk began")].
Decl instrument(I, Index) descr [extensional(), doc("the instruments and their places in records")].
Decl command(Kind, Who, Why) temporal descr [extensional(), doc("a person or the watchdog asked for it")].
Decl switched(Policy, Why) temporal descr [extensional(), doc("another policy came")].
Decl mode(Mode) temporal descr [extensional(), doc("the mode, from one change to the next")].
Decl deliberation(Cut, Outcome, Intents, Objections, Warrants, Node) temporal descr [extensional(), doc("a deliberation ended")].
Decl warrant(W, I, Side, CapLots, MinPrice, MaxPrice) temporal descr [extensional(), doc("from its issue to its expiry")].
Decl warrant_packs(W, Policy, Strategy, Model) descr [extensional(), doc("what it was issued under")].
Decl withdrawn(W, Why) temporal descr [extensional(), doc("a warrant ended before its time")].
Decl order(O, I, Side, Kind, Lots, Price) temporal descr [extensional(), doc("admitted by the guard")].
Decl order_warrant(O, W) descr [extensional(), doc("the warrant an order was sent under")].
Decl order_cause(O, Seq) descr [extensional(), doc("the input that led to it")].
Decl bounded(O, Limit, Margin) descr [extensional(), doc("the closest limit, by its place in the guard, and what was left")].
Decl order_status(O, Status, CumLots) temporal descr [extensional(), doc("the venue said so")].
Decl answered(O, Request, Outcome) temporal descr [extensional(), doc("how a request ended")].
Decl suppressed(O, Why) temporal descr [extensional(), doc("the gate held it back")].
Decl cancelled(O, Why) temporal descr [extensional(), doc("a cancel was decided")].
Decl adopted(O, From, To) temporal descr [extensional(), doc("a resting order came under another warrant")].
Decl fill(O, Trade, I, Side, Lots, PriceE8, FeeE8, Maker) temporal descr [extensional(), doc("a fill; Maker is 1 or 0")].
Decl refused(O, I, Side, Stage, Rule, Value, Limit, Distance) temporal descr [extensional(), doc("the guard's answer to an order it did not admit")].
Decl breached(I, Rule, Turn, Value, Limit) temporal descr [extensional(), doc("what became of standing outside a limit: opened, worse, stands, cleared, released; value and limit at worst")].
Decl warned(I, Rule, Share) temporal descr [extensional(), doc("the share in percent of a limit at which its author wants to be warned was reached or left; 0 if below all")].
Decl disagreed(O, Rule, Admitted) temporal descr [extensional(), doc("a listening policy judged otherwise; 1 if the one in force admitted the order")].
Decl belief(I, Regime, Ppm) temporal descr [extensional(), doc("what the model believed, until it believed another thing")].
Decl pattern(I, Name, Value) temporal descr [extensional(), doc("a pattern matched over that time")].

# --- from the trace, under the names of Mangle's provenance
Decl proves(P, Fact) descr [extensional(), doc("what a node says, as a list: its record, then its fields")].
Decl edb_leaf(P, Fact) descr [extensional(), doc("a fact as it stood at a cut")].
Decl seen(P, Fact) bitemporal descr [extensional(), doc("a fact: from when to when it holds as far as it says so, and when the desk had it, which is when the input came that it was last derived from")].
Decl uses_rule(P, Rule) descr [extensional(), doc("the rule, limit, clause or engine of a node")].
Decl premise(P, Index, Sub) descr [extensional(), doc("what a node stands on, in order")].
Decl node(P, Kind) descr [extensional(), doc("what kind of step a node is")].
Decl ordered(O, P) descr [extensional(), doc("the node of an order")].

# --- from what people signed: the certificate beside the run, and the release log if there is one. Times
# are those of the signers' machines; whether a key counts, and whose it is, ./warrant who approved tells.
Decl proposed(Statement, Pack, Kind, Author, Reason) temporal descr [extensional(), doc("a version was proposed: its policy, strategy, model, and its policy made small (/canary)")].
Decl approved(Statement, Proposal, Approver, Page) temporal descr [extensional(), doc("a proposal was approved by who saw the page of that digest")].
Decl activated(Proposal, Stage, Who) temporal descr [extensional(), doc("a proposal came to /shadow, /canary or /live; of the release log alone")].
Decl signature(Statement, Key, Genuine) descr [extensional(), doc("the key that signed; Genuine is 1 if it made this signature, else 0")].

# --- concluded from these
supports(P, F) :- edb_leaf(P, F).
supports(P, F) :- premise(P, _, S), supports(S, F).
rule_used(P, R) :- uses_rule(P, R).
rule_used(P, R) :- premise(P, _, S), rule_used(S, R).

below(O, P) :- ordered(O, P).
below(O, S) :- below(O, P), premise(P, _, S).
stands_on(O, F) :- below(O, P), edb_leaf(P, F).
ruled_by(O, R) :- below(O, P), uses_rule(P, R).

pack(K) :- epoch(_, K, _, _, _)@_.
pack(K) :- epoch(_, _, K, _, _)@_.
pack(K) :- epoch(_, _, _, K, _)@_.
pack(K) :- switched(K, _)@_.
author(K, Who) :- proposed(P, K, _, Who, _)@_, signature(P, _, 1).
approver(K, Who) :- proposed(P, K, _, _, _)@_, approved(A, P, Who, _)@_, signature(A, _, 1).
same_hand(K) :- author(K, Who), approver(K, Who).
unapproved(K) :- pack(K), !approver(K, _).
approved_by(O, Who) :- under_pack(O, K), approver(K, Who).

escaped(O) :- order(O, _, _, _, _, _)@_, !order_warrant(O, _).
under_pack(O, Pack) :- order_warrant(O, W), warrant_packs(W, Pack, _, _).
filled(O, Lots) :- fill(O, T, _, _, L, _, _, _)@_ |> do fn:group_by(O), let Lots = fn:sum(L).
unfilled(O) :- order(O, _, _, _, _, _)@_, !fill(O, _, _, _, _, _, _, _)@_.

intent(P, I, Side, Strategy, Rule, Edge) :-
  node(P, /intent), proves(P, F), Index = fn:list:get(F, 1), instrument(I, Index),
  Side = fn:list:get(F, 2), Strategy = fn:list:get(F, 3), Rule = fn:list:get(F, 4), Edge = fn:list:get(F, 5).
objection(P, Stage, Rule, Strategy, Value, Limit, Distance) :-
  node(P, /objection), proves(P, F), Stage = fn:list:get(F, 1), Rule = fn:list:get(F, 2),
  Strategy = fn:list:get(F, 5), Value = fn:list:get(F, 7), Limit = fn:list:get(F, 8), Distance = fn:list:get(F, 9).

# the steps of one deliberation, without the facts
step(Cut, P) :- deliberation(Cut, _, _, _, _, P)@_.
step(Cut, S) :- step(Cut, P), premise(P, _, S), !node(S, /fact).

# two strategies wanted opposite things of one instrument at one cut
conflict(Cut, I, Buyer, Seller) :-
  step(Cut, P), intent(P, I, /buy, Buyer, _, _), step(Cut, Q), intent(Q, I, /sell, Seller, _, _).

# a limit that refused orders of two instruments within a second; and what hangs together through that
together(I, J, Rule) :-
  refused(_, I, _, _, Rule, _, _, _)@[T, _], refused(_, J, _, _, Rule, _, _, _)@[U, _],
  I != J, U >= T, fn:minus(U, T) <= 1s.
contagion(I, J) :- together(I, J, _).
contagion(J, I) :- together(I, J, _).
contagion(I, K) :- contagion(I, J), contagion(J, K).

# what an order's own derivation is made of: of the deliberation behind it, only its own warrant
own_warrant(P, S) :-
  node(P, /order), proves(P, R), W = fn:list:get(R, 3), premise(P, _, D), node(D, /deliberation),
  premise(D, _, S), node(S, /warrant), proves(S, X), W = fn:list:get(X, 2).
part(P, S) :- own_warrant(P, S).
part(P, S) :- premise(P, _, S), !node(S, /deliberation), !node(P, /deliberation).

# the steps of an order's own derivation, and how old each fact among them was when the order was sent; of
# a stop or exit also those of the orders whose fills it stands on. How old is too old, whoever asks says.
own_step(O, P) :- ordered(O, P).
own_step(O, S) :- own_step(O, P), part(P, S).
stale(O, F, Age) :-
  order(O, _, _, _, _, _)@[T, _], own_step(O, P), seen(P, F)@[_, _, Seen], Age = fn:minus(T, Seen).
