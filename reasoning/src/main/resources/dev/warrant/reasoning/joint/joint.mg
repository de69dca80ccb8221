# What rules about the intents of one deliberation can ask. I is an instrument, /instrument/BTCUSDT, or /desk; N the
# number of an intent, F that of a fact. Figures keep the scale of the fact they come from; words of
# enums are names in lower case.

Decl intent(N, I, Side, Strategy, Rule, EdgeCentiBps, HorizonMillis, Urgency, StopTicks) descr [extensional(), doc("an intent that the theory holds sound by itself")].
Decl basis(N, F) descr [extensional(), doc("a fact that the rule of an intent matched")].
Decl rests(F, G) descr [extensional(), doc("a derived fact and one that its rule matched")].
Decl about(F, I, Kind, Name) descr [extensional(), doc("instrument, kind and name of a fact")].
Decl quote(I, Bid, BidLots, Ask, AskLots, MicropriceCentiTicks) descr [extensional()].
Decl feature(I, Name, Value, Decimals, ReadyPercent) descr [extensional()].
Decl belief(I, Regime, ProbabilityPpm, AgeMillis) descr [extensional()].
Decl pattern(I, Name, Value) descr [extensional()].
Decl feed(I, State, AgeMicros) descr [extensional()].
Decl position(I, Net, WorstLong, WorstShort) descr [extensional()].
Decl account(EquityE8, PeakE8, DailyLossE8, FreeE8) descr [extensional()].
Decl working(I, Name, RestingLots) descr [extensional()].
Decl measure(I, Name, Value) descr [extensional()].
Decl mode(Mode) descr [extensional()].
Decl derived(I, Name, Value, Rule) descr [extensional()].

# what an intent stands on, through any number of derived facts
stands_on(N, F) :- basis(N, F).
stands_on(N, G) :- stands_on(N, F), rests(F, G).
