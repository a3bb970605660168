package io.clew.fuzz;

import io.clew.http.Route;
import io.clew.http.internal.InProcess;
import io.clew.http.internal.InProcess.Answer;
import io.clew.http.internal.InProcess.Sent;
import io.clew.server.Clew;
import io.clew.server.OpenedClew;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Is a whole server of its own, with an eye on its database from outside. */
final class Victim implements AutoCloseable {
    private final Path folder;
    private final Clew clew;
    private final InProcess inProcess;
    private final Connection eye;
    private final PreparedStatement position;

    /**
     * Starts a server in a new folder.
     *
     * @param postgresql the address of an empty database; empty for SQLite
     */
    Victim(Path folder, String postgresql) {
        this.folder = folder;
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.toString());
        if (!postgresql.isEmpty()) {
            flags.put(Setting.STORE, postgresql);
        }
        this.clew = Clew.start(Config.of(flags));
        this.inProcess = OpenedClew.inProcess(clew);
        try {
            this.eye =
                    DriverManager.getConnection(
                            postgresql.isEmpty()
                                    ? "jdbc:sqlite:" + folder.resolve("clew.db")
                                    : postgresql.replaceFirst(
                                            "postgres://(\\w+)@(.*)",
                                            "jdbc:postgresql://$2?user=$1"));
            this.position = eye.prepareStatement("SELECT position FROM log_head WHERE one = 1");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<Route> routes() {
        return inProcess.routes();
    }

    URI address() {
        return clew.address();
    }

    Answer send(Sent sent) {
        return inProcess.send(sent);
    }

    /** Returns the position of the log's newest entry, as another process sees it. */
    long position() {
        OpenedClew.awaitVisible(clew);
        try (ResultSet row = position.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Returns a digest of every row of every table. */
    String contents() {
        OpenedClew.awaitVisible(clew);
        try (Statement statement = eye.createStatement()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String table : tables()) {
                List<String> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        StringBuilder line = new StringBuilder(table);
                        for (int i = 1; i <= columns; i++) {
                            byte[] bytes = row.getBytes(i);
                            line.append('|')
                                    .append(bytes == null ? "" : HexFormat.of().formatHex(bytes));
                        }
                        rows.add(line.toString());
                    }
                }
                rows.stream()
                        .sorted()
                        .forEach(row -> digest.update(row.getBytes(StandardCharsets.UTF_8)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (SQLException | NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet table =
                eye.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (table.next()) {
                tables.add(table.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    /** Returns how many files of artifacts there are, unfinished ones too. */
    long files() {
        Path artifacts = folder.resolve("artifacts");
        if (!Files.isDirectory(artifacts)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(artifacts)) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            eye.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } finally {
            clew.close();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Victim::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
