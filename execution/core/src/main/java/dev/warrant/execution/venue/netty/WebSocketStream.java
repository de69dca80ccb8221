package dev.warrant.execution.venue.netty;

import dev.warrant.execution.venue.Transport.Stream;
import dev.warrant.execution.venue.Transport.StreamListener;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// One WebSocket connection: tells its listener once when it opens and once when it is gone. Pings
/// are answered by Netty.
final class WebSocketStream extends SimpleChannelInboundHandler<WebSocketFrame> implements Stream {
  private static final int MOST_FRAME_BYTES = 4 << 20;

  private final StreamListener listener;
  private final Loop loop;
  private final ChannelFuture connecting;
  private byte[] buffer = new byte[64 * 1024];
  private boolean over;

  WebSocketStream(
      Loop loop, Endpoint to, @Nullable SslContext tls, String path, StreamListener listener) {
    this.loop = loop;
    this.listener = listener;
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(URI.create(to.base() + path))
            .version(WebSocketVersion.V13)
            .customHeaders(new DefaultHttpHeaders())
            .maxFramePayloadLength(MOST_FRAME_BYTES)
            .handshakeTimeoutMillis(5_000)
            .build();
    connecting =
        new Bootstrap()
            .group(loop.loop())
            .channel(Loop.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3_000)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel ch) {
                    if (tls != null) {
                      ch.pipeline().addLast(tls.newHandler(ch.alloc(), to.host(), to.port()));
                    }
                    ch.pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(64 * 1024),
                            new WebSocketClientProtocolHandler(config),
                            new WebSocketFrameAggregator(MOST_FRAME_BYTES),
                            WebSocketStream.this);
                  }
                })
            .connect(to.host(), to.port());
    connecting.addListener(_ -> {
      if (!connecting.isSuccess()) {
        gone(String.valueOf(connecting.cause().getMessage()));
      }
    });
  }

  private void gone(String why) {
    if (!over) {
      over = true;
      listener.closed(why);
    }
  }

  @Override
  public void send(String text) {
    loop.after(0, () -> connecting.channel().writeAndFlush(new TextWebSocketFrame(text)));
  }

  @Override
  public void close() {
    loop.after(0, () -> connecting.channel().close());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      listener.opened();
    } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
      ctx.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame) {
      ByteBuf content = frame.content();
      int length = content.readableBytes();
      if (length > buffer.length) {
        buffer = new byte[Math.max(length, buffer.length * 2)];
      }
      content.getBytes(content.readerIndex(), buffer, 0, length);
      listener.text(buffer, 0, length);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    gone("connection closed");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    ctx.close();
    gone(why);
  }
}
