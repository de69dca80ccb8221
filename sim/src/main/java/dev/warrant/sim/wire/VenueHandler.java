package dev.warrant.sim.wire;

import dev.warrant.knowledge.seam.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection: REST requests, or after an upgrade one WebSocket. Runs on the venue's thread.
final class VenueHandler extends SimpleChannelInboundHandler<Object> {
  private static final int FRAME_BYTES = 1 << 16;
  private static final long PING_MINUTES = 3;

  private final BinanceVenue venue;
  private final Clock clock;
  private final long latencyNanos;
  private @Nullable WebSocketServerHandshaker handshaker;
  private int stream = -1;

  VenueHandler(BinanceVenue venue, Clock clock, long latencyMicros) {
    this.venue = venue;
    this.clock = clock;
    latencyNanos = latencyMicros * 1000;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    if (message instanceof FullHttpRequest request) {
      if (request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
        upgrade(context, request);
      } else {
        rest(context, request);
      }
    } else if (message instanceof WebSocketFrame frame) {
      frame(context, frame);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (stream >= 0) {
      venue.close(stream);
      stream = -1;
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  private void rest(ChannelHandlerContext context, FullHttpRequest request) {
    String uri = request.uri();
    int q = uri.indexOf('?');
    String key = request.headers().get("X-MBX-APIKEY", "");
    Reply reply =
        venue.rest(
            request.method().name(),
            q < 0 ? uri : uri.substring(0, q),
            q < 0 ? "" : uri.substring(q + 1),
            request.content().toString(StandardCharsets.UTF_8),
            key,
            clock.nanos());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    long wait = reply.delayNanos() + latencyNanos;
    if (wait > 0) {
      context
          .executor()
          .schedule(() -> answer(context, reply, keepAlive), wait, TimeUnit.NANOSECONDS);
    } else {
      answer(context, reply, keepAlive);
    }
  }

  private static void answer(ChannelHandlerContext context, Reply reply, boolean keepAlive) {
    if (reply.status() == Reply.NONE) {
      context.close();
      return;
    }
    ByteBuf body = Unpooled.copiedBuffer(reply.body(), StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    reply.headers().forEach((name, value) -> response.headers().set(name, value));
    if (reply.retryAfterSeconds() > 0) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, reply.retryAfterSeconds());
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    var sent = context.writeAndFlush(response);
    if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    Channel channel = context.channel();
    String uri = request.uri();
    WebSocketServerHandshaker shaking =
        new WebSocketServerHandshakerFactory(
                "ws://" + request.headers().get(HttpHeaderNames.HOST, "localhost") + uri,
                null,
                true,
                FRAME_BYTES)
            .newHandshaker(request);
    if (shaking == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
      return;
    }
    int id = venue.open(uri, new Sink(channel), clock.nanos());
    if (id < 0) {
      FullHttpResponse missing =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
      missing.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
      context.writeAndFlush(missing).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    stream = id;
    handshaker = shaking;
    shaking.handshake(channel, request);
    context
        .pipeline()
        .addBefore(context.name(), "frames", new WebSocketFrameAggregator(FRAME_BYTES));
    ping(channel);
  }

  private static void ping(Channel channel) {
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (channel.isActive()) {
                channel.writeAndFlush(new PingWebSocketFrame());
                ping(channel);
              }
            },
            PING_MINUTES,
            TimeUnit.MINUTES);
  }

  private void frame(ChannelHandlerContext context, WebSocketFrame frame) {
    WebSocketServerHandshaker shaken = handshaker;
    if (frame instanceof TextWebSocketFrame text) {
      String message = text.text();
      if (latencyNanos > 0) {
        context
            .executor()
            .schedule(() -> talk(context, message), latencyNanos, TimeUnit.NANOSECONDS);
      } else {
        talk(context, message);
      }
    } else if (frame instanceof PingWebSocketFrame ping) {
      context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    } else if (frame instanceof CloseWebSocketFrame close && shaken != null) {
      shaken.close(context.channel(), close.retain());
    }
  }

  private void talk(ChannelHandlerContext context, String message) {
    venue.text(stream, message, clock.nanos());
    context.flush();
  }

  /// Writes frames; the server flushes them after each tick. A channel whose buffer stays full is
  /// closed, from a task of its own because the venue may be in the middle of sending.
  private record Sink(Channel channel) implements FrameSink {
    @Override
    public void frame(byte[] bytes, int offset, int length) {
      if (!channel.isWritable()) {
        channel.flush();
      }
      if (channel.isWritable()) {
        channel.write(
            new TextWebSocketFrame(Unpooled.copiedBuffer(bytes, offset, length)),
            channel.voidPromise());
      } else if (channel.isOpen()) {
        channel.eventLoop().execute(channel::close);
      }
    }

    @Override
    public void closed(int code, String why) {
      channel.eventLoop().execute(() -> shut(code, why));
    }

    private void shut(int code, String why) {
      channel
          .writeAndFlush(new CloseWebSocketFrame(code, why))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
