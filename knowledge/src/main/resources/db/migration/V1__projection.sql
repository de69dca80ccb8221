-- A run as tables: filled from its journal and trace, never the truth itself.
-- Times are nanoseconds since 1970-01-01T00:00Z, prices ticks, quantities lots, money 1e-8 USDT.

create table run (
  epoch int primary key,
  seq bigint not null,
  nanos bigint not null,
  seed bigint not null,
  policy char(64) not null,
  strategy char(64) not null,
  model char(64) not null,
  instruments varchar not null,
  config varchar not null
);

create table deliberation (
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  epoch int not null,
  cut bigint not null,
  as_of bigint not null,
  facts char(64) not null,
  fact_count int not null,
  intents int not null,
  objections int not null,
  warrants int not null,
  outcome varchar not null,
  root binary(32) not null,
  primary key (seq, ordinal)
);

-- What a deliberation deduced and what was held against it, found in its trace.
create table intent (
  seq bigint not null,
  ordinal int not null,
  idx int not null,
  node bigint not null,
  rule varchar not null,
  instrument int,
  side varchar,
  strategy varchar,
  edge_centi_bps bigint,
  horizon_millis bigint,
  urgency varchar,
  stop_ticks bigint,
  content varchar not null,
  primary key (seq, ordinal, idx)
);

create table objection (
  seq bigint not null,
  ordinal int not null,
  idx int not null,
  node bigint not null,
  rule varchar not null,
  stage varchar,
  instrument int,
  side varchar,
  subject varchar,
  cond varchar,
  found bigint,
  allowed bigint,
  distance bigint,
  says varchar,
  content varchar not null,
  primary key (seq, ordinal, idx)
);

create table warrant (
  epoch int not null,
  id bigint not null,
  seq bigint not null,
  nanos bigint not null,
  instrument int not null,
  side varchar not null,
  cap_lots bigint not null,
  min_price bigint not null,
  max_price bigint not null,
  kinds int not null,
  orders_cap int not null,
  rate_per_second int not null,
  expires_nanos bigint not null,
  stop_ticks bigint not null,
  tactic varchar not null,
  policy char(64) not null,
  strategy char(64) not null,
  model char(64) not null,
  root binary(32) not null,
  withdrawn_seq bigint,
  withdrawn_why varchar,
  primary key (epoch, id, seq)
);

create table ord (
  client_id varchar not null,
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  epoch int not null,
  warrant bigint not null,
  instrument int not null,
  side varchar not null,
  kind varchar not null,
  price bigint not null,
  lots bigint not null,
  reduce_only boolean not null,
  binding_limit int,
  margin bigint,
  measures char(64),
  root binary(32) not null,
  cause bigint not null,
  status varchar not null,
  cum_lots bigint not null,
  venue_id bigint not null,
  primary key (seq, ordinal)
);
create index ord_by_client_id on ord (client_id);

create table fill (
  instrument int not null,
  trade_id bigint not null,
  seq bigint not null,
  nanos bigint not null,
  client_id varchar not null,
  venue_id bigint not null,
  side varchar not null,
  lots bigint not null,
  price_e8 bigint not null,
  fee_e8 bigint not null,
  maker boolean not null,
  venue_ms bigint not null,
  primary key (instrument, trade_id)
);
create index fill_by_client_id on fill (client_id);

create table refusal (
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  warrant bigint not null,
  cause bigint not null,
  stage varchar not null,
  rule varchar not null,
  instrument int not null,
  side varchar not null,
  subject varchar not null,
  cond varchar not null,
  found bigint not null,
  allowed bigint not null,
  distance bigint not null,
  says varchar not null,
  primary key (seq, ordinal)
);
create index refusal_by_rule on refusal (rule);

create table cancel (
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  instrument int not null,
  client_id varchar not null,
  why varchar not null,
  primary key (seq, ordinal)
);

create table belief (
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  instrument int not null,
  regime varchar not null,
  probability_ppm bigint not null,
  since_nanos bigint not null,
  model char(64) not null,
  primary key (seq, ordinal)
);

create table pattern (
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  instrument int not null,
  name varchar not null,
  found bigint not null,
  from_nanos bigint not null,
  until_nanos bigint not null,
  primary key (seq, ordinal)
);

create table mode_change (
  seq bigint not null,
  ordinal int not null,
  nanos bigint not null,
  from_mode varchar not null,
  to_mode varchar not null,
  why varchar not null,
  primary key (seq, ordinal)
);

create table command (
  seq bigint primary key,
  nanos bigint not null,
  kind varchar not null,
  who varchar not null,
  why varchar not null
);

-- Nodes in the order of the trace; the index on `id` is made when they are all there.
create table trace_node (
  n bigint primary key,
  id binary(32) not null,
  kind varchar not null,
  rule varchar not null,
  content varchar not null
);

-- `child` is 0 if that node is not in the trace.
create table trace_edge (
  parent bigint not null,
  idx int not null,
  child bigint not null,
  primary key (parent, idx)
);

-- What this projection was made from; one row, written last.
create table source (
  last_seq bigint primary key,
  root char(64) not null,
  trace_bytes bigint not null,
  made_by int not null
);
