package dev.warrant.sim.wire;

import dev.warrant.knowledge.seam.Clock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Serves a [BinanceVenue] over HTTP and WebSocket on the loopback interface, in real time. One
/// event loop thread owns the venue; nothing else may touch it while the server runs, except
/// through [#ask].
///
/// A client that does not read its frames is cut off once 4 MiB wait for it, as the real venue cuts
/// off slow consumers.
public final class VenueServer implements AutoCloseable {
  private static final int BODY_BYTES = 1 << 20;
  private static final int FRAMES_BYTES = 4 << 20;

  /// How to serve.
  ///
  /// @param port 0 for any free one
  /// @param tickMillis how often the venue's own time is played
  /// @param latencyMicros how far away the venue is: how long the answer to every request is held
  ///   back
  public record Config(int port, int tickMillis, long latencyMicros) {
    /// Any free port, a tick of 2 ms, no latency.
    public static Config standard() {
      return new Config(0, 2, 0);
    }
  }

  private final Config config;
  private final Clock clock;
  private final BinanceVenue venue;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private @Nullable EventLoopGroup group;
  private @Nullable Channel listening;

  /// A server for `venue`, whose time must not be ahead of `clock`.
  public VenueServer(Config config, BinanceVenue venue, Clock clock) {
    this.config = config;
    this.venue = venue;
    this.clock = clock;
  }

  /// Opens the port and starts the venue's time.
  ///
  /// @throws IllegalStateException if it runs already
  public void start() {
    if (group != null) {
      throw new IllegalStateException("the venue server runs already");
    }
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    group = loop;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(FRAMES_BYTES / 2, FRAMES_BYTES))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    open.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(BODY_BYTES),
                            new VenueHandler(venue, clock, config.latencyMicros()));
                  }
                });
    listening =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()))
            .syncUninterruptibly()
            .channel();
    loop.next()
        .scheduleWithFixedDelay(
            this::tick, config.tickMillis(), config.tickMillis(), TimeUnit.MILLISECONDS);
  }

  /// The port it listens on.
  ///
  /// @throws IllegalStateException if it does not run
  public int port() {
    Channel channel = listening;
    if (channel == null) {
      throw new IllegalStateException("the venue server does not run\nMaybe call start() first");
    }
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// Runs something with the venue on its own thread, at its present time, and waits for it.
  public <T> T ask(Function<BinanceVenue, T> question) {
    EventLoopGroup loop = group;
    if (loop == null) {
      return question.apply(venue);
    }
    return Objects.requireNonNull(
        loop.next()
            .submit(() -> {
              venue.advance(clock.nanos());
              return question.apply(venue);
            })
            .syncUninterruptibly()
            .getNow());
  }

  /// Closes the port and all connections, and stops the venue's time.
  @Override
  public void close() {
    EventLoopGroup loop = group;
    if (loop == null) {
      return;
    }
    group = null;
    if (listening != null) {
      listening.close().syncUninterruptibly();
    }
    open.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void tick() {
    try {
      venue.advance(clock.nanos());
    } catch (RuntimeException e) {
      end(e);
      throw e;
    }
    for (Channel channel : open) {
      channel.flush();
    }
  }

  /// A venue whose time cannot go on is gone, for all to see, rather than silent.
  private void end(RuntimeException why) {
    System.err.println("the simulated venue has ended: " + why.getMessage());
    Channel channel = listening;
    if (channel != null) {
      channel.close();
    }
    open.close();
  }
}
