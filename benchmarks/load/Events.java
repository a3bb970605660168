import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Makes OpenLineage events of the runs of some jobs, as Spark sends them below an Airflow DAG: START
 * and COMPLETE of each run, with inputs, outputs, schemas, column lineage, SQL and statistics.
 *
 * <p>What is the same in all runs of a job is written once; a new event is a copy with the run, the
 * times and the statistics filled in. Runs are open some at a time, and each is another.
 */
final class Events {

    /** Runs of a connection that are open at a time. */
    private static final int OPEN = 16;

    /** Runs of tasks below one run of their DAG. */
    private static final int TASKS = 20;

    private static final int DAGS = 15;

    private static final int START = 0;
    private static final int COMPLETE = 1;

    private final byte[][][] pieces;
    private final List<List<Character>> holes = new ArrayList<>();
    private final int jobs;
    private final int columns;
    private final int inputs;
    private final int connection;
    private final Random random;
    private final ArrayDeque<Run> open = new ArrayDeque<>();
    private final String[] dagRuns = new String[DAGS];
    private final int[] tasks = new int[DAGS];
    private boolean starts;
    private long begun;

    private record Run(String id, String dagRun, int job, long startMillis) {}

    /**
     * Prepares the events of a connection.
     *
     * @param bytes of each event, as nearly as whole columns and conditions allow
     * @param jobs how many there are, for all connections
     */
    Events(int bytes, int jobs, int connection) {
        this.jobs = jobs;
        this.columns = Math.max(2, (bytes - 1300) / 246);
        this.inputs = bytes < 8192 ? 2 : 5;
        this.connection = connection;
        this.random = new Random(connection);
        this.pieces = new byte[jobs * 2][][];
        for (int job = 0; job < jobs; job++) {
            prepare(job, START, bytes);
            prepare(job, COMPLETE, bytes);
        }
    }

    /** Appends the next event: the start of a run, or the end of the one that is open longest. */
    void next(Message to) {
        starts = open.size() < OPEN || !starts;
        if (starts) {
            open.add(begin());
            write(to, START, open.getLast());
        } else {
            write(to, COMPLETE, open.remove());
        }
    }

    private Run begin() {
        int job = (int) ((begun * 8 + connection) % jobs);
        int dag = job % DAGS;
        if (tasks[dag]++ % TASKS == 0) {
            dagRuns[dag] = id();
        }
        begun++;
        return new Run(id(), dagRuns[dag], job, System.currentTimeMillis());
    }

    /** Makes a UUID of version 7, as clients do: it begins with the time. */
    private String id() {
        return new UUID(
                        System.currentTimeMillis() << 16 | 0x7000L | random.nextLong(0x1000),
                        random.nextLong() >>> 2 | 1L << 63)
                .toString();
    }

    private void write(Message to, int type, Run run) {
        byte[][] fixed = pieces[run.job() * 2 + type];
        List<Character> between = holes.get(run.job() * 2 + type);
        for (int i = 0; i < fixed.length; i++) {
            to.add(fixed[i]);
            if (i < between.size()) {
                switch (between.get(i)) {
                    case 'R' -> to.add(run.id());
                    case 'D' -> to.add(run.dagRun());
                    case 'T' ->
                            to.add(
                                    Instant.ofEpochMilli(
                                                    type == START
                                                            ? run.startMillis()
                                                            : System.currentTimeMillis())
                                            .toString());
                    case 'N' -> to.add(Instant.ofEpochSecond(run.startMillis() / 3_600_000 * 3600).toString());
                    default -> to.add(random.nextLong(1_000_000_000));
                }
            }
        }
    }

    /** Prepares an event; a start has as long a query as makes it as long as asked. */
    private void prepare(int job, int type, int bytes) {
        int conditions = 0;
        while (type == START && length(text(job, type, conditions + 1)) <= bytes) {
            conditions++;
        }
        String text = text(job, type, conditions);
        List<byte[]> fixed = new ArrayList<>();
        List<Character> between = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', from)) {
            fixed.add(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
            between.add(text.charAt(at + 1));
            from = at + 2;
        }
        fixed.add(text.substring(from).getBytes(StandardCharsets.UTF_8));
        pieces[job * 2 + type] = fixed.toArray(byte[][]::new);
        holes.add(between);
    }

    /** Counts what the text is long once its holes are filled. */
    private static int length(String text) {
        int length = text.length();
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            length +=
                    switch (text.charAt(at + 1)) {
                        case 'R', 'D' -> 34;
                        case 'T' -> 22;
                        case 'N' -> 18;
                        default -> 7;
                    };
        }
        return length;
    }

    private static final String PRODUCER = "https://github.com/bank/pipelines/tree/2.4.1";

    private static String facet(String name, String schema, String rest) {
        String type = schema.substring(schema.indexOf('/') + 1);
        return "\"%s\":{\"_producer\":\"%s\",\"_schemaURL\":\"https://openlineage.io/spec/facets/%s.json#/$defs/%s\",%s}"
                .formatted(name, PRODUCER, schema, type, rest);
    }

    private String text(int job, int type, int conditions) {
        boolean starts = type == START;
        StringBuilder sources = new StringBuilder();
        for (int i = 1; i <= inputs; i++) {
            int input = input(job, i);
            sources.append(i == 1 ? "" : ",")
                    .append("{\"namespace\":\"s3://lake\",\"name\":\"")
                    .append(table(input))
                    .append("\",\"facets\":{")
                    .append(starts ? schema(input) : "")
                    .append("}}");
        }
        String sql =
                facet("sql", "1-0-1/SQLJobFacet", "\"query\":\"%s\"".formatted(query(job, conditions)));
        String parent =
                facet(
                        "parent",
                        "1-1-0/ParentRunFacet",
                        "\"run\":{\"runId\":\"@D\"},\"job\":{\"namespace\":\"airflow\",\"name\":\"daily_%02d\"}"
                                .formatted(job % DAGS));
        String nominalTime =
                facet("nominalTime", "1-0-1/NominalTimeRunFacet", "\"nominalStartTime\":\"@N\"");
        String statistics =
                facet(
                        "outputStatistics",
                        "1-0-2/OutputStatisticsOutputDatasetFacet",
                        "\"rowCount\":@S,\"size\":@S,\"fileCount\":8");
        return "{\"eventTime\":\"@T\",\"producer\":\""
                + PRODUCER
                + "\",\"schemaURL\":\"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent\","
                + "\"eventType\":\""
                + (starts ? "START" : "COMPLETE")
                + "\",\"run\":{\"runId\":\"@R\",\"facets\":{"
                + parent
                + (starts ? "," + nominalTime : "")
                + "}},\"job\":{\"namespace\":\"spark\",\"name\":\"daily_%02d.load_%s\",\"facets\":{"
                        .formatted(job % DAGS, table(job).replace('/', '_'))
                + (starts ? sql : "")
                + "}},\"inputs\":["
                + sources
                + "],\"outputs\":[{\"namespace\":\"s3://lake\",\"name\":\""
                + table(job)
                + "\",\"facets\":{"
                + (starts ? "" : schema(job) + "," + lineage(job))
                + (starts ? "}" : "},\"outputFacets\":{" + statistics + "}")
                + "}]}";
    }

    /** Returns which job made the table that is a job's nth input. */
    private int input(int job, int number) {
        return Math.floorMod(job - 1 - 36 * (number - 1), jobs);
    }

    private static final String[] SUBJECTS = {
        "account", "customer", "card", "branch", "merchant", "payment", "transfer", "loan", "device",
        "session", "invoice", "address", "fraud", "risk", "order", "product", "refund", "limit", "rate"
    };
    private static final String[] TRAITS = {
        "id", "status", "amount", "currency", "created_at", "updated_at", "country", "score", "type",
        "code", "name", "flag", "count", "balance", "hash", "channel", "reason", "segment", "is_active",
        "valid_from", "valid_to", "source", "category"
    };
    private static final String[] TYPES = {
        "string", "bigint", "double", "timestamp", "decimal(18,2)", "boolean", "date", "int"
    };

    private static String table(int number) {
        return "warehouse/%s_%s_%03d"
                .formatted(
                        SUBJECTS[number * 7 % SUBJECTS.length],
                        TRAITS[number * 5 % TRAITS.length],
                        number);
    }

    private static String column(int table, int number) {
        int mixed = table * 31 + number;
        String name = SUBJECTS[mixed % SUBJECTS.length] + "_" + TRAITS[mixed % TRAITS.length];
        return number < SUBJECTS.length * TRAITS.length ? name : name + "_" + number;
    }

    private String schema(int table) {
        StringBuilder fields = new StringBuilder("\"fields\":[");
        for (int i = 0; i < columns; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(column(table, i))
                    .append("\",\"type\":\"")
                    .append(TYPES[(table + i * 3) % TYPES.length])
                    .append("\"}");
        }
        return facet("schema", "1-1-1/SchemaDatasetFacet", fields.append("]").toString());
    }

    private String lineage(int job) {
        StringBuilder fields = new StringBuilder("\"fields\":{");
        for (int i = 0; i < columns; i++) {
            int input = input(job, i % inputs + 1);
            fields.append(i == 0 ? "" : ",")
                    .append("\"")
                    .append(column(job, i))
                    .append("\":{\"inputFields\":[{\"namespace\":\"s3://lake\",\"name\":\"")
                    .append(table(input))
                    .append("\",\"field\":\"")
                    .append(column(input, i))
                    .append("\",\"transformations\":[{\"type\":\"DIRECT\",\"subtype\":\"")
                    .append(i % 5 == 0 ? "TRANSFORMATION" : "IDENTITY")
                    .append("\",\"masking\":false}]}]}");
        }
        return facet("columnLineage", "1-2-0/ColumnLineageDatasetFacet", fields.append("}").toString());
    }

    private String query(int job, int conditions) {
        StringBuilder query =
                new StringBuilder("INSERT OVERWRITE ").append(table(job)).append(" SELECT * FROM ").append(table(input(job, 1)));
        for (int i = 2; i <= inputs; i++) {
            query.append(" JOIN ").append(table(input(job, i))).append(" USING (id)");
        }
        for (int i = 0; i < conditions; i++) {
            query.append(i == 0 ? " WHERE " : " AND ").append(column(input(job, 1), i)).append(" > ").append(i);
        }
        return query.toString();
    }
}
