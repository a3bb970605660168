import org.postgresql.PGConnection;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a database by a recursive query over a table of edges, its index covering the query. */
final class SqlPeer implements Peer {

    private static final String UPSTREAM =
            "WITH RECURSIVE up(node) AS (SELECT CAST(? AS INTEGER) UNION"
                    + " SELECT cause FROM edge JOIN up ON effect = node) SELECT count(*) FROM up";

    private final String name;
    private final Connection connection;
    private final PreparedStatement upstream;

    /** The process whose CPU counts beside this thread's; 0 for none. */
    private final long backend;

    private SqlPeer(String name, Connection connection, long backend) throws SQLException {
        this.name = name;
        this.connection = connection;
        this.backend = backend;
        this.upstream = connection.prepareStatement(UPSTREAM);
    }

    /** Fills a new SQLite: one tree of edges, all of it in its cache or mapped. */
    static SqlPeer sqlite(LineageGraph graph, int nodes, Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -1000000");
            statement.execute("PRAGMA mmap_size = 8000000000");
            statement.execute(
                    "CREATE TABLE edge (effect INTEGER, cause INTEGER,"
                            + " PRIMARY KEY (effect, cause)) WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO edge VALUES (?, ?)")) {
            for (int edge = 0; edge < graph.edgesUntil(nodes); edge++) {
                insert.setInt(1, graph.from(edge));
                insert.setInt(2, graph.to(edge));
                insert.addBatch();
                if (edge % 10_000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        return new SqlPeer("sqlite", connection, 0);
    }

    /** Fills a new PostgreSQL. */
    static SqlPeer postgres(LineageGraph graph, int nodes, String url) throws Exception {
        Connection connection = DriverManager.getConnection(url);
        int edges = graph.edgesUntil(nodes);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNLOGGED TABLE edge (effect integer, cause integer)");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY edge FROM STDIN", new Rows(graph, edges), 1 << 16);
            statement.execute("CREATE INDEX ON edge (effect) INCLUDE (cause)");
            statement.execute("VACUUM ANALYZE edge");
            statement.execute("SET jit = off");
            try (ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
                pid.next();
                return new SqlPeer("postgresql", connection, pid.getLong(1));
            }
        }
    }

    /** Shows the edges as the lines that COPY reads. */
    private static final class Rows extends InputStream {
        private final LineageGraph graph;
        private final int edges;
        private int edge;
        private byte[] line = {};
        private int place;

        Rows(LineageGraph graph, int edges) {
            this.graph = graph;
            this.edges = edges;
        }

        private boolean fill() {
            if (place < line.length) {
                return true;
            }
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1000 && edge < edges; i++, edge++) {
                lines.append(graph.from(edge)).append('\t').append(graph.to(edge)).append('\n');
            }
            line = lines.toString().getBytes(StandardCharsets.US_ASCII);
            place = 0;
            return line.length > 0;
        }

        @Override
        public int read() {
            return fill() ? line[place++] : -1;
        }

        @Override
        public int read(byte[] into, int at, int length) {
            if (!fill()) {
                return -1;
            }
            int taken = Math.min(length, line.length - place);
            System.arraycopy(line, place, into, at, taken);
            place += taken;
            return taken;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(int[] nodes, Samples samples) throws Exception {
        for (int node : nodes) {
            long wall = System.nanoTime();
            long cpu = Samples.cpuNanos() + backendNanos();
            upstream.setInt(1, node);
            try (ResultSet answer = upstream.executeQuery()) {
                answer.next();
                long reached = answer.getLong(1);
                long took = Samples.cpuNanos() + backendNanos() - cpu;
                samples.add(reached, took, System.nanoTime() - wall);
            }
        }
    }

    private long backendNanos() throws Exception {
        if (backend == 0) {
            return 0;
        }
        String told = Files.readString(Path.of("/proc/" + backend + "/schedstat"));
        return Long.parseLong(told.substring(0, told.indexOf(' ')));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
