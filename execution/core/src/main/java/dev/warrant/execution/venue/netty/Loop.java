package dev.warrant.execution.venue.netty;

import dev.warrant.execution.venue.Scheduler;
import dev.warrant.knowledge.seam.Clock;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// One event-loop thread as a [Scheduler]: epoll where there is one, else NIO.
public final class Loop implements Scheduler, AutoCloseable {
  private final Clock clock;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;

  /// Starts the thread.
  public Loop(Clock clock, String name) {
    this.clock = clock;
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), io);
    loop = group.next();
  }

  EventLoop loop() {
    return loop;
  }

  static Class<? extends Channel> channelType() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public void after(long delayNanos, Runnable task) {
    try {
      if (delayNanos <= 0) {
        loop.execute(task);
      } else {
        loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
      }
    } catch (RejectedExecutionException e) {
      // The loop is shutting down: nothing may leave any more, which is what closing asked for.
      return;
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
  }
}
