package dev.warrant.execution.venue.netty;

import dev.warrant.execution.venue.Transport.Call;
import dev.warrant.execution.venue.Transport.Reply;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keep-alive connections, one request in flight on each. Loop thread only.
final class RestPool {
  private static final int MOST_CONNECTIONS = 4;
  private static final int MOST_WITH_URGENT = 8;
  private static final int MOST_BODY_BYTES = 16 << 20;
  private static final long TIMEOUT_SECONDS = 5;

  private final Loop loop;
  private final Endpoint endpoint;
  private final @Nullable SslContext tls;
  private final ArrayDeque<Lane> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private int open;
  private boolean closed;

  RestPool(Loop loop, Endpoint endpoint, @Nullable SslContext tls) {
    this.loop = loop;
    this.endpoint = endpoint;
    this.tls = tls;
  }

  private record Waiting(Call call, Consumer<Reply> done) {}

  void send(Call call, Consumer<Reply> done) {
    if (closed) {
      done.accept(new Reply(0, "transport closed", false, 0));
      return;
    }
    Lane lane = idleLane();
    if (lane != null) {
      lane.send(new Waiting(call, done));
    } else {
      if (call.urgent()) {
        queue.addFirst(new Waiting(call, done));
      } else {
        queue.addLast(new Waiting(call, done));
      }
      if (open < (call.urgent() ? MOST_WITH_URGENT : MOST_CONNECTIONS)) {
        connect();
      }
    }
  }

  private @Nullable Lane idleLane() {
    Lane lane = idle.pollFirst();
    while (lane != null && !lane.alive()) {
      lane = idle.pollFirst();
    }
    return lane;
  }

  private void connect() {
    open++;
    Lane lane = new Lane();
    ChannelFuture future =
        new Bootstrap()
            .group(loop.loop())
            .channel(Loop.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3_000)
            .handler(lane.initializer())
            .connect(endpoint.host(), endpoint.port());
    future.addListener(_ -> {
      if (future.isSuccess()) {
        lane.channel = future.channel();
        next(lane);
      } else {
        open--;
        refuse(String.valueOf(future.cause().getMessage()));
      }
    });
  }

  /// Without a connection nothing that waits was sent, which is worth telling at once.
  private void refuse(String why) {
    if (open == 0) {
      ArrayDeque<Waiting> all = new ArrayDeque<>(queue);
      queue.clear();
      all.forEach(w -> w.done.accept(new Reply(0, why, false, 0)));
    }
  }

  private void next(Lane lane) {
    Waiting w = queue.pollFirst();
    if (w == null) {
      idle.addFirst(lane);
    } else {
      lane.send(w);
    }
  }

  void close() {
    closed = true;
    idle.forEach(Lane::close);
    idle.clear();
    refuse("transport closed");
  }

  private final class Lane extends SimpleChannelInboundHandler<FullHttpResponse> {
    private @Nullable Channel channel;
    private @Nullable Waiting current;
    private int ticket;

    ChannelInitializer<Channel> initializer() {
      return new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel ch) {
          SslContext ssl = tls;
          if (ssl != null) {
            ch.pipeline().addLast(ssl.newHandler(ch.alloc(), endpoint.host(), endpoint.port()));
          }
          ch.pipeline()
              .addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_BODY_BYTES), Lane.this);
        }
      };
    }

    boolean alive() {
      Channel ch = channel;
      return ch != null && ch.isActive();
    }

    void send(Waiting w) {
      Channel ch = channel;
      if (ch == null || !ch.isActive()) {
        RestPool.this.send(w.call, w.done);
        return;
      }
      if (!w.call.wanted().getAsBoolean()) {
        next(this);
        w.done.accept(new Reply(0, "gate closed", false, 0));
        return;
      }
      current = w;
      int mine = ++ticket;
      String uri = w.call.path() + (w.call.query().isEmpty() ? "" : "?" + w.call.query());
      DefaultFullHttpRequest request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1,
              HttpMethod.valueOf(w.call.method()),
              uri,
              Unpooled.EMPTY_BUFFER);
      request.headers().set(HttpHeaderNames.HOST, endpoint.host() + ":" + endpoint.port());
      request.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      if (!w.call.apiKey().isEmpty()) {
        request.headers().set("X-MBX-APIKEY", w.call.apiKey());
      }
      ch.writeAndFlush(request);
      loop.loop()
          .schedule(
              () -> {
                if (mine == ticket && current != null) {
                  finish(new Reply(0, "no answer within " + TIMEOUT_SECONDS + " s", true, 0));
                  close();
                }
              },
              TIMEOUT_SECONDS,
              TimeUnit.SECONDS);
    }

    private void finish(Reply reply) {
      Waiting w = current;
      current = null;
      if (w != null) {
        w.done.accept(reply);
      }
    }

    void close() {
      Channel ch = channel;
      if (ch != null) {
        ch.close();
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse r) {
      String body = r.content().toString(StandardCharsets.UTF_8);
      long retry = r.headers().getInt("Retry-After", 0);
      boolean keep = HttpUtil.isKeepAlive(r);
      finish(new Reply(r.status().code(), body, true, retry));
      if (keep) {
        next(this);
      } else {
        ctx.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      open--;
      idle.remove(this);
      finish(new Reply(0, "connection closed before the answer", true, 0));
      if (!queue.isEmpty() && !closed) {
        connect();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
