import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes the requests of one connection, and knows a right answer. */
abstract class Workload {

    private static final String API = "/api/2.0/mlflow";

    private final Message request = new Message();
    private final Message body = new Message();

    /**
     * Makes the workload of one connection.
     *
     * <p>{@code create EXPERIMENT}, {@code log-metric RUN,RUN…}, {@code log-batch KEYS RUN,RUN…}
     * (1000 points each), {@code post PATH BODY TEXT COUNT} and {@code get PATH TEXT COUNT} (the
     * answer has the text so often; {@code ask} with a whole path), {@code fill EXPERIMENT RUNS} (runs to search, each with params
     * and metrics), {@code events PATH BYTES JOBS} (one OpenLineage event each), {@code event-batches
     * PATH BYTES JOBS EVENTS}, {@code upload PATH MEGABYTES}, {@code download PATH MEGABYTES}. Of several runs
     * each connection takes its own.
     */
    static Workload of(String[] args, int connection) {
        return switch (args[0]) {
            case "create" -> new Create(args[1], connection);
            case "log-metric" -> new LogMetric(own(args[1], connection));
            case "log-batch" ->
                    new LogBatch(Integer.parseInt(args[1]), own(args[2], connection), connection);
            case "fill" -> new Fill(args[1], Integer.parseInt(args[2]), connection);
            case "post" -> new Ask("POST", args[1], args[2], args[3], Integer.parseInt(args[4]));
            case "get" -> new Ask("GET", args[1], "", args[2], Integer.parseInt(args[3]));
            case "upload" -> new Upload(args[1] + "-" + connection, Integer.parseInt(args[2]));
            case "ask" -> new Ask(args[1], args[2], Integer.parseInt(args[3]));
            case "events" ->
                    new Post(args[1], Integer.parseInt(args[2]), 1, Integer.parseInt(args[3]), connection);
            case "event-batches" ->
                    new Post(
                            args[1],
                            Integer.parseInt(args[2]),
                            Integer.parseInt(args[4]),
                            Integer.parseInt(args[3]),
                            connection);
            case "download" -> new Download(args[1], Long.parseLong(args[2]));
            default -> throw new IllegalArgumentException("no such workload: " + args[0]);
        };
    }

    private static String own(String runs, int connection) {
        String[] all = runs.split(",");
        return all[connection % all.length];
    }

    boolean hasNext() {
        return true;
    }

    abstract Message next();

    void check(Message answer) throws IOException {
        if (answer.status != 200 || !isRight(answer)) {
            refuse(answer);
        }
    }

    static void refuse(Message answer) throws IOException {
        String text = answer.text();
        throw new IOException(
                "a wrong answer, status "
                        + answer.status
                        + ": "
                        + text.substring(0, Math.min(400, text.length())));
    }

    abstract boolean isRight(Message answer);

    /** Begins a body; {@link #post} ends it. */
    final Message body() {
        body.clear();
        return body;
    }

    final Message post(String path) {
        begin("POST", API + path, body.size);
        return request.add(body.bytes, 0, body.size);
    }

    final Message begin(String method, String path, long length) {
        request.clear();
        request.add(method).add(" ").add(path).add(" HTTP/1.1\r\nHost: localhost\r\n");
        if (!method.equals("GET")) {
            request.add("Content-Type: application/json\r\nContent-Length: ").add(length).add("\r\n");
        }
        return request.add("\r\n");
    }

    static boolean isEmptyObject(Message answer) {
        return answer.size < 8 && answer.text().strip().equals("{}");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Creates runs as the client does: with a user, a name and the tags of its source. */
    private static final class Create extends Workload {
        private final String experiment;
        private final int connection;
        private long number;

        Create(String experiment, int connection) {
            this.experiment = experiment;
            this.connection = connection;
        }

        @Override
        Message next() {
            long now = System.currentTimeMillis();
            body().add("{\"experiment_id\": \"")
                    .add(experiment)
                    .add("\", \"user_id\": \"ann\", \"start_time\": ")
                    .add(now)
                    .add(", \"run_name\": \"bold-fox-")
                    .add(connection)
                    .add("-")
                    .add(number++)
                    .add("\", \"tags\": [{\"key\": \"mlflow.user\", \"value\": \"ann\"}, ")
                    .add("{\"key\": \"mlflow.source.name\", \"value\": \"train.py\"}, ")
                    .add("{\"key\": \"mlflow.source.type\", \"value\": \"LOCAL\"}]}");
            return post("/runs/create");
        }

        @Override
        boolean isRight(Message answer) {
            return answer.count(ascii("\"run_id\"")) == 1;
        }
    }

    private static final class LogMetric extends Workload {
        private final Curve curve = new Curve();
        private final String run;
        private long step;

        LogMetric(String run) {
            this.run = run;
        }

        @Override
        Message next() {
            body().add("{\"run_uuid\": \"")
                    .add(run)
                    .add("\", \"run_id\": \"")
                    .add(run)
                    .add("\", \"key\": \"loss\", \"value\": ")
                    .add(curve.at(step))
                    .add(", \"timestamp\": ")
                    .add(System.currentTimeMillis())
                    .add(", \"step\": ")
                    .add(step++)
                    .add("}");
            return post("/runs/log-metric");
        }

        @Override
        boolean isRight(Message answer) {
            return isEmptyObject(answer);
        }
    }

    /**
     * Logs batches of 1000 points: some metrics at each of the following steps of a training whose
     * steps take about 40 ms each.
     */
    private static final class LogBatch extends Workload {
        private static final int POINTS = 1000;
        private static final int STEP_MILLIS = 40;

        private final Curve curve = new Curve();
        private final Random random;
        private final int keys;
        private final String run;
        private long step;
        private long now = System.currentTimeMillis();

        LogBatch(int keys, String run, int connection) {
            this.keys = keys;
            this.run = run;
            this.random = new Random(connection);
        }

        @Override
        Message next() {
            Message body = body();
            body.add("{\"run_id\": \"").add(run).add("\", \"metrics\": [");
            for (int point = 0; point < POINTS; point += keys) {
                for (int key = 0; key < keys; key++) {
                    body.add(point + key == 0 ? "{\"key\": \"" : ", {\"key\": \"")
                            .add(key == 0 ? "loss" : "head_")
                            .add(key)
                            .add("\", \"value\": ")
                            .add(curve.at(step + key * 6553L))
                            .add(", \"timestamp\": ")
                            .add(now)
                            .add(", \"step\": ")
                            .add(step)
                            .add("}");
                }
                step++;
                now += STEP_MILLIS + random.nextInt(8);
            }
            body.add("]}");
            return post("/runs/log-batch");
        }

        @Override
        boolean isRight(Message answer) {
            return isEmptyObject(answer);
        }
    }

    /** Makes runs to search: creates one, then gives it params and metrics, and so on. */
    private static final class Fill extends Workload {
        private static final String[] OPTIMIZERS = {"adam", "sgd", "lion"};
        private static final String RUN_ID = "\"run_id\":";

        private final Curve curve = new Curve();
        private final Workload create;
        private final int runs;
        private final Random random;
        private int made;
        private String run = "";

        Fill(String experiment, int runs, int connection) {
            this.create = new Create(experiment, connection);
            this.runs = runs;
            this.random = new Random(connection);
        }

        @Override
        boolean hasNext() {
            return made < runs || !run.isEmpty();
        }

        @Override
        Message next() {
            if (run.isEmpty()) {
                made++;
                return create.next();
            }
            long now = System.currentTimeMillis();
            body().add("{\"run_id\": \"")
                    .add(run)
                    .add("\", \"metrics\": [{\"key\": \"loss\", \"value\": ")
                    .add(curve.at(random.nextInt(1 << 16)))
                    .add(", \"timestamp\": ")
                    .add(now)
                    .add(", \"step\": 0}, {\"key\": \"accuracy\", \"value\": 0.")
                    .add(random.nextInt(1000))
                    .add(", \"timestamp\": ")
                    .add(now)
                    .add(", \"step\": 0}], \"params\": [{\"key\": \"optimizer\", \"value\": \"")
                    .add(OPTIMIZERS[made % OPTIMIZERS.length])
                    .add("\"}, {\"key\": \"depth\", \"value\": \"")
                    .add(random.nextInt(13))
                    .add("\"}]}");
            return post("/runs/log-batch");
        }

        @Override
        boolean isRight(Message answer) {
            if (!run.isEmpty()) {
                run = "";
                return isEmptyObject(answer);
            }
            String text = answer.text().replace(" ", "");
            int start = text.indexOf(RUN_ID) + RUN_ID.length() + 1;
            run = text.substring(start, text.indexOf('"', start));
            return create.isRight(answer);
        }
    }

    /** Asks the same again and again; the answer holds a text a number of times. */
    private static final class Ask extends Workload {
        private final Message asked;
        private final byte[] wanted;
        private final int count;

        Ask(String method, String path, String json, String wanted, int count) {
            this.wanted = ascii(wanted);
            this.count = count;
            if (method.equals("POST")) {
                body().add(json);
                this.asked = post(path);
            } else {
                this.asked = begin("GET", API + path, 0);
            }
        }

        /** Asks at a whole path. */
        Ask(String path, String wanted, int count) {
            this.wanted = ascii(wanted);
            this.count = count;
            this.asked = begin("GET", path, 0);
        }

        @Override
        Message next() {
            return asked;
        }

        @Override
        boolean isRight(Message answer) {
            return answer.count(wanted) == count;
        }
    }

    private static byte[] megabyte() {
        byte[] bytes = new byte[1 << 20];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    /** Uploads an artifact that no other upload equals. */
    private static final class Upload extends Workload {
        private final String path;
        private final byte[] megabyte = megabyte();
        private final int megabytes;

        Upload(String path, int megabytes) {
            this.path = path;
            this.megabytes = megabytes;
        }

        @Override
        Message next() {
            long unique = System.nanoTime();
            for (int i = 0; i < Long.BYTES; i++) {
                megabyte[i] = (byte) (unique >>> (8 * i));
            }
            Message upload = begin("PUT", path, (long) megabytes << 20);
            upload.more = megabyte;
            upload.moreTimes = megabytes;
            return upload;
        }

        @Override
        boolean isRight(Message answer) {
            return true;
        }
    }

    /** Downloads an artifact; its length must be right. */
    private static final class Download extends Workload {
        private final String path;
        private final long bytes;

        Download(String path, long megabytes) {
            this.path = path;
            this.bytes = megabytes << 20;
        }

        @Override
        Message next() {
            return begin("GET", path, 0);
        }

        @Override
        boolean isRight(Message answer) {
            return answer.total == bytes;
        }
    }

    /** Posts OpenLineage events, one in each request or a batch of them. */
    private static final class Post extends Workload {
        private final String path;
        private final int batch;
        private final Events events;

        Post(String path, int bytes, int batch, int jobs, int connection) {
            this.path = path;
            this.batch = batch;
            this.events = new Events(bytes, jobs, connection);
        }

        @Override
        Message next() {
            Message body = body();
            if (batch > 1) {
                body.add("[");
            }
            for (int i = 0; i < batch; i++) {
                if (i > 0) {
                    body.add(",");
                }
                events.next(body);
            }
            if (batch > 1) {
                body.add("]");
            }
            return begin("POST", path, body.size).add(body.bytes, 0, body.size);
        }

        @Override
        void check(Message answer) throws IOException {
            boolean isRight =
                    batch > 1
                            ? answer.status == 204
                                    || answer.status == 200 && answer.count(ascii("\"index\"")) == 0
                            : answer.status == 201 || answer.status == 200;
            if (!isRight) {
                refuse(answer);
            }
        }

        @Override
        boolean isRight(Message answer) {
            return true;
        }
    }
}
