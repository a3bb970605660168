package io.clew.harvest.mlflow;

import io.clew.harvest.Sink;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an MLflow's database, SQLite or PostgreSQL, of whatever revision of its schema: columns and
 * tables that a revision has not read as empty. Each look is short, so that its server is not held
 * up.
 */
final class SqlStore implements OldStore {

    /** Runs of a page. */
    private static final int RUNS = 200;

    /** What an MLflow has had from its first database on. */
    private static final Map<String, List<String>> NEEDED =
            Map.of(
                    "experiments", List.of("experiment_id", "name"),
                    "runs", List.of("run_uuid", "experiment_id", "status", "start_time"),
                    "metrics", List.of("key", "value", "timestamp", "run_uuid"),
                    "params", List.of("key", "value", "run_uuid"),
                    "tags", List.of("key", "value", "run_uuid"));

    /** What an MLflow may have that is not brought, by table. */
    private static final Map<String, String> LEFT_OUT =
            Map.of(
                    "trace_info", "traces",
                    "assessments", "assessments of traces",
                    "evaluation_datasets", "evaluation datasets",
                    "scorers", "scorers",
                    "webhooks", "webhooks",
                    "endpoints", "gateway endpoints",
                    "issues", "issues",
                    "review_queues", "review queues",
                    "mcp_servers", "MCP servers");

    private final DatabaseAddress address;
    private final Connection connection;
    private final Tables tables;
    private final SqlRuns runs;
    private final SqlModels models;
    private List<SqlRuns.Key> order = List.of();

    private SqlStore(DatabaseAddress address, Connection connection) throws SQLException {
        this.address = address;
        this.connection = connection;
        this.tables = new Tables(connection);
        require();
        this.runs = new SqlRuns(tables);
        this.models = new SqlModels(tables);
    }

    static SqlStore open(DatabaseAddress address) {
        try {
            Connection connection = DriverManager.getConnection(address.jdbc(), address.login());
            try {
                return new SqlStore(address, connection);
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException e) {
            throw new ClewException(
                    ErrorCode.UNAVAILABLE,
                    "%s cannot be read: %s"
                            .formatted(
                                    address.origin(),
                                    Secrets.redact(String.valueOf(e.getMessage()))));
        }
    }

    private void require() throws SQLException {
        for (Map.Entry<String, List<String>> table : NEEDED.entrySet()) {
            Set<String> columns = tables.columns(table.getKey());
            if (!columns.containsAll(table.getValue())) {
                throw ClewException.invalid(
                        "WHERE",
                        "%s is no database of an MLflow that is understood here (schema revision %s): its table %s needs the columns %s, and has %s"
                                .formatted(
                                        address.origin(),
                                        revision(),
                                        table.getKey(),
                                        String.join(", ", table.getValue()),
                                        columns.isEmpty() ? "none" : String.join(", ", columns)));
            }
        }
    }

    /** Returns the revision of the schema, as Alembic names it. */
    private String revision() throws SQLException {
        if (tables.columns("alembic_version").isEmpty()) {
            return "unknown";
        }
        List<String> found = new ArrayList<>();
        tables.each(
                "SELECT version_num FROM alembic_version",
                List.of(),
                row -> found.add(row.getString(1)));
        return found.isEmpty() ? "unknown" : found.getFirst();
    }

    @Override
    public String origin() {
        return address.origin();
    }

    /** Does SQL; what the database says is told without secrets. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T asking(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new IOException(
                    "%s: %s"
                            .formatted(
                                    address.origin(),
                                    Secrets.redact(String.valueOf(e.getMessage()))));
        }
    }

    @Override
    public List<Doc> experiments(Sink problems) throws IOException {
        return asking(
                () -> {
                    Map<String, Map<String, String>> tags =
                            tables.texts("experiment_tags", "experiment_id", "key", "value");
                    List<Doc> docs = new ArrayList<>();
                    tables.each(
                            tables.select(
                                            "experiments",
                                            "experiment_id",
                                            "name",
                                            "artifact_location",
                                            "lifecycle_stage",
                                            "creation_time",
                                            "last_update_time")
                                    + tables.ofDefaultWorkspace("experiments")
                                    + " ORDER BY experiment_id",
                            List.of(),
                            row -> {
                                String id = row.getString(1);
                                Map<String, Object> fields = Docs.of("experiment");
                                fields.put("id", id);
                                fields.put("name", row.getString(2));
                                Docs.put(fields, "location", row.getString(3));
                                fields.put("deleted", "deleted".equals(row.getString(4)));
                                Docs.put(fields, "created", Tables.number(row, 5));
                                Docs.put(fields, "updated", Tables.number(row, 6));
                                Docs.put(fields, "tags", tags.get(id));
                                docs.add(new Doc("experiment " + id, fields));
                            });
                    return docs;
                });
    }

    @Override
    public long runCount() throws IOException {
        order = asking(runs::keys);
        return order.size();
    }

    @Override
    public Page runs(String place, Sink problems) throws IOException {
        int from = 0;
        if (!place.isEmpty()) {
            SqlRuns.Key last = SqlRuns.Key.of(place);
            while (from < order.size() && order.get(from).compareTo(last) <= 0) {
                from++;
            }
        }
        List<SqlRuns.Key> page = order.subList(from, Math.min(order.size(), from + RUNS));
        List<Doc> docs = page.isEmpty() ? List.of() : asking(() -> runs.docs(page));
        boolean isLast = from + page.size() == order.size();
        return new Page(docs, isLast ? "" : page.getLast().text());
    }

    @Override
    public void points(List<Doc> docs, Points visitor, Sink problems) throws IOException {
        if (!docs.isEmpty()) {
            asking(
                    () -> {
                        runs.points(docs.stream().map(Doc::id).toList(), visitor);
                        return docs;
                    });
        }
    }

    @Override
    public List<Doc> models(Sink problems) throws IOException {
        return asking(models::models);
    }

    @Override
    public List<Doc> registry(Sink problems) throws IOException {
        return asking(models::registry);
    }

    @Override
    public Optional<Set<String>> runIds() throws IOException {
        Set<String> ids = new HashSet<>();
        asking(runs::keys).forEach(key -> ids.add(key.id()));
        return Optional.of(ids);
    }

    @Override
    public void leftOut(Sink problems) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        asking(
                () -> {
                    for (Map.Entry<String, String> table : LEFT_OUT.entrySet()) {
                        if (!tables.columns(table.getKey()).isEmpty()) {
                            counts.put(table.getValue(), tables.count(table.getKey()));
                        }
                    }
                    counts.put("experiments of other workspaces", tables.elsewhere("experiments"));
                    counts.put(
                            "registered models of other workspaces",
                            tables.elsewhere("registered_models"));
                    return counts;
                });
        counts.forEach(
                (what, count) -> {
                    if (count > 0) {
                        problems.problem(
                                what,
                                "%,d of them are left: Clew does not bring these".formatted(count));
                    }
                });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException closedAnyway) {
            Thread.yield();
        }
    }
}
