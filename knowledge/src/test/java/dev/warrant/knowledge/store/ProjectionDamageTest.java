package dev.warrant.knowledge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the tables' file, what is read from it is what journal and trace say.
class ProjectionDamageTest {
  private static final int PLACES = Integer.getInteger("warrant.projection.places", 20);

  @TempDir Path run;
  private Digest right = Digest.ZERO;
  private byte[] good = new byte[0];

  @BeforeEach
  void write() throws IOException {
    write(run, 400);
    try (Projection projection = Projection.rebuild(run)) {
      right = projection.digest();
    }
    good = Files.readAllBytes(RunFolder.database(run));
  }

  private static void write(Path run, int orders) {
    try (JournalWriter journal = JournalWriter.open(RunFolder.journal(run), "run", 1 << 16)) {
      for (int i = 1; i <= orders; i++) {
        journal.input(i, new DeskEvent.Command(DeskEvent.CommandKind.PAUSE, "ann", "because " + i));
        journal.derived(
            new Derived.Ordered(
                new OrderRecord(
                    "W" + i, 1, 1, 0, Side.BUY, OrderKind.LIMIT, i, 7, false, Digest.ZERO, 1)));
      }
    }
  }

  private boolean isRight() {
    try (Projection projection = Projection.open(run)) {
      return projection.digest().equals(right);
    }
  }

  @Test
  void aFileCutAnywhereComesBack() throws IOException {
    for (int i = 0; i < PLACES; i++) {
      int length = (int) ((long) good.length * i / PLACES);
      Files.write(RunFolder.database(run), Arrays.copyOf(good, length));
      assertThat(isRight()).as("%d bytes", length).isTrue();
    }
  }

  @Test
  void theTablesOfAnotherRunAreNotTakenForThisOnes(@TempDir Path other) throws IOException {
    write(other, 399);
    Projection.rebuild(other).close();
    Files.write(RunFolder.database(run), Files.readAllBytes(RunFolder.database(other)));
    assertThat(isRight()).isTrue();
  }

  /// Whoever may write into the folder can put tables there with rows, and code, of his own, and
  /// beside them all that he can compute without this user's key.
  @Test
  void tablesThatSomebodyElseBuiltAreNotEvenOpened(@TempDir Path elsewhere) throws Exception {
    String file = RunFolder.database(run).toString().replace(".mv.db", "");
    try (Connection forged = DriverManager.getConnection("jdbc:h2:file:" + file, "desk", "");
        Statement sql = forged.createStatement()) {
      sql.execute("update command set why = 'forged'");
      sql.execute(
          "create alias ran for 'java.lang.System.setProperty(java.lang.String, java.lang.String)'");
    }
    OwnKey his = OwnKey.in(elsewhere.resolve("tables.key"));
    FileSum.note(RunFolder.database(run), RunFolder.databaseSum(run), his);
    assertThat(FileSum.holds(RunFolder.database(run), RunFolder.databaseSum(run), his)).isTrue();
    assertThat(isRight()).isTrue();
    assertThatThrownBy(() -> SqlTable.ask(run, "select ran('warrant.test.ran', 'yes')"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(System.getProperty("warrant.test.ran")).isNull();
    // And what was built again is known again.
    Object built = Files.getAttribute(RunFolder.database(run), "unix:ino");
    assertThat(isRight()).isTrue();
    assertThat(Files.getAttribute(RunFolder.database(run), "unix:ino")).isEqualTo(built);
  }

  @Test
  void tablesOfAFolderThatCannotBeWrittenAreMadeElsewhereAndGo() {
    try (Projection projection = Projection.aside(run)) {
      assertThat(projection.digest()).isEqualTo(right);
    }
    try (Projection projection = Projection.aside(run)) {
      assertThat(projection.digest()).isEqualTo(right);
    }
  }

  @Test
  void aFileThatAnotherProcessHasIsNeitherTakenForDamagedNorReplaced() throws IOException {
    Object file = Files.getAttribute(RunFolder.database(run), "unix:ino");
    try (TablesChild other = TablesChild.on(run)) {
      assertThatThrownBy(() -> Projection.open(run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the file of tables " + RunFolder.database(run) + " is in use by")
          .hasMessageContaining("process " + other.pid() + " (java)")
          .hasMessageContaining("\nMaybe close what has it open");
      assertThat(Files.getAttribute(RunFolder.database(run), "unix:ino")).isEqualTo(file);
    }
    // What that process left in it is another matter: the tables are those of the journal.
    assertThat(isRight()).isTrue();
  }

  @Test
  void thoseWhoOnlyReadDoNotKeepEachOtherOut() {
    try (Projection first = Projection.open(run);
        Projection second = Projection.open(run)) {
      assertThat(first.digest()).isEqualTo(second.digest()).isEqualTo(right);
    }
  }
}
