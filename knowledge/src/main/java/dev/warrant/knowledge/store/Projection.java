package dev.warrant.knowledge.store;

import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.making.OneAtATime;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The tables of a run in `desk.mv.db` (H2). They hold nothing that journal and trace do not hold:
/// the file may be deleted at any time and comes back equal, row for row. Once it is built it is
/// only read; one that anything was done to, or that another user built, is built again: a database
/// can hold code that runs when it is opened.
public final class Projection implements AutoCloseable {
  /// Goes up when other rows are made of the same journal; tables of an earlier number are built
  /// again.
  private static final int MADE_BY = 2;

  private static final String BUILDING = "desk-building";
  private static final String SUFFIX = ".mv.db";
  private static final String LOCK = "desk.lock";

  private final Connection open;
  private final Jdbi jdbi;

  /// A folder that goes when it is closed; null if the tables lie beside the run.
  private final @Nullable Path aside;

  private Projection(JdbcDataSource source, @Nullable Path aside) throws SQLException {
    this.aside = aside;
    open = source.getConnection();
    jdbi = Jdbi.create(source);
  }

  /// Opens the projection of the run in `runDir`, and builds it first if it is missing, unreadable
  /// or not that of the journal as it is now. If another process is building it, it is waited for.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if the journal is not what was written
  /// @throws IllegalStateException if another process has the tables to itself, naming it
  public static Projection open(Path runDir) {
    Optional<Projection> there = current(runDir);
    if (there.isPresent()) {
      return there.get();
    }
    return Files.isWritable(runDir)
        ? alone(runDir, () -> current(runDir).orElseGet(() -> built(runDir)))
        : aside(runDir);
  }

  /// The tables that are there, if they are those of the journal as it is now.
  private static Optional<Projection> current(Path runDir) {
    Held.refuse(RunFolder.database(runDir), "the file of tables");
    if (FileSum.holds(RunFolder.database(runDir), RunFolder.databaseSum(runDir), OwnKey.ofUser())) {
      Optional<Projection> found = tryOpen(runDir);
      if (found.isPresent()) {
        if (found.get().isOf(runDir)) {
          return found;
        }
        found.get().close();
      }
    }
    return Optional.empty();
  }

  private static Projection alone(Path runDir, Supplier<Projection> making) {
    try {
      return OneAtATime.make(runDir.resolve(LOCK), "the tables of " + runDir, making::get);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the projection in " + runDir, e);
    }
  }

  /// Builds the projection of a run in a folder that cannot be written, such as an archive or
  /// another user's, in one of its own, which goes when it is closed.
  static Projection aside(Path runDir) {
    try {
      Path into = Files.createTempDirectory("warrant-tables");
      build(runDir, into);
      return new Projection(readOnly(into), into);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write tables of " + runDir, e);
    } catch (SQLException e) {
      throw unopened(runDir, e);
    }
  }

  /// Builds the projection of the run in `runDir` from nothing and opens it.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if the journal is not what was written
  public static Projection rebuild(Path runDir) {
    return alone(runDir, () -> built(runDir));
  }

  private static Projection built(Path runDir) {
    try {
      build(runDir, runDir);
      FileSum.note(RunFolder.database(runDir), RunFolder.databaseSum(runDir), OwnKey.ofUser());
      return new Projection(readOnly(runDir), null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the projection in " + runDir, e);
    } catch (SQLException e) {
      throw unopened(runDir, e);
    }
  }

  private static IllegalStateException unopened(Path runDir, SQLException e) {
    return new IllegalStateException(
        "cannot open the projection in "
            + runDir
            + ": "
            + e.getMessage()
            + "\nMaybe another process has it open.",
        e);
  }

  private static void build(Path runDir, Path into) throws IOException, SQLException {
    Path building = into.resolve(BUILDING + SUFFIX);
    Held.refuse(building, "the file that tables are built in,");
    Files.deleteIfExists(building);
    long traceBytes = traceBytes(runDir);
    try (Projection fresh = new Projection(source(into, BUILDING), null)) {
      migrate(source(into, BUILDING));
      fresh.jdbi.useHandle(handle -> fill(handle, runDir, traceBytes));
    }
    Files.move(building, RunFolder.database(into), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void fill(Handle handle, Path runDir, long traceBytes) {
    JournalSummary summary;
    try (JournalTables tables = new JournalTables(handle)) {
      summary = JournalReader.read(RunFolder.journal(runDir), tables::add);
    }
    try (TraceTables tables = new TraceTables(handle)) {
      TraceReader.open(RunFolder.trace(runDir)).forEach(tables::add);
      tables.index();
    }
    handle.execute(
        "insert into source values (?, ?, ?, ?)",
        summary.lastSeq(),
        summary.root().hex(),
        traceBytes,
        MADE_BY);
  }

  private static Optional<Projection> tryOpen(Path runDir) {
    try {
      return Optional.of(new Projection(readOnly(runDir), null));
    } catch (SQLException e) {
      // Unreadable, whatever the reason: it is built again.
      return Optional.empty();
    }
  }

  private boolean isOf(Path runDir) {
    JournalSummary tail = JournalReader.tail(RunFolder.journal(runDir));
    try {
      long traceBytes = traceBytes(runDir);
      return jdbi.withHandle(handle ->
          handle
              .createQuery(
                  "select 1 from source where last_seq = ? and root = ? and trace_bytes = ?"
                      + " and made_by = ?")
              .bind(0, tail.lastSeq())
              .bind(1, tail.root().hex())
              .bind(2, traceBytes)
              .bind(3, MADE_BY)
              .mapTo(Integer.class)
              .findOne()
              .isPresent());
    } catch (JdbiException | IOException e) {
      return false;
    }
  }

  private static void migrate(JdbcDataSource source) {
    Flyway.configure(Projection.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .loggers(QuietLogs.class.getName())
        .load()
        .migrate();
  }

  private static JdbcDataSource readOnly(Path runDir) {
    JdbcDataSource source = source(runDir, "desk");
    source.setURL(source.getURL() + ";ACCESS_MODE_DATA=r");
    return source;
  }

  private static JdbcDataSource source(Path runDir, String name) {
    String file = runDir.toAbsolutePath().normalize().resolve(name).toString();
    if (file.indexOf(';') >= 0) {
      throw new IllegalArgumentException("a run's folder must not have a ';' in it: " + runDir);
    }
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:" + file + ";TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=0");
    source.setUser("desk");
    source.setPassword("");
    return source;
  }

  private static long traceBytes(Path runDir) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(RunFolder.trace(runDir))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    return bytes;
  }

  /// Access to the tables.
  public Jdbi jdbi() {
    return jdbi;
  }

  /// One digest over every row of every table, in order of their keys.
  public Digest digest() {
    return jdbi.withHandle(ContentDigest::of);
  }

  /// Closes the database and gives up its lock.
  @Override
  public void close() {
    try {
      open.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the projection: " + e.getMessage(), e);
    }
    if (aside != null) {
      try {
        Files.deleteIfExists(RunFolder.database(aside));
        Files.deleteIfExists(aside);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + aside, e);
      }
    }
  }
}
