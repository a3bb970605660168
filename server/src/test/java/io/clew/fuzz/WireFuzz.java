package io.clew.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.clew.http.internal.InProcess.Answer;
import io.clew.http.internal.InProcess.Sent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Sends the same requests, and damaged ones, as bytes over real connections. */
final class WireFuzz {
    private static final int FAILURES_MAX = 20;
    private static final int SERVER_INPUTS = 5_000;
    private static final int SCENE_INPUTS = 250;

    /** Of a longer address not even the beginning is read. */
    private static final int TARGET_CHARS_READ = 128_000;

    /** An answer comes at once, whatever was sent: nobody waits for more once sending ended. */
    private static final int ANSWER_MILLIS_MAX = 20_000;

    private final long seed;
    private final Supplier<Path> folders;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<String> once = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    WireFuzz(long seed, Supplier<Path> folders) {
        this.seed = seed;
        this.folders = folders;
    }

    /** Sends requests from one number up to another. */
    void run(long from, long to) {
        for (long first = from; first < to && failures.size() < FAILURES_MAX; ) {
            long last = Math.min(to, first + SERVER_INPUTS);
            try (Victim victim = new Victim(folders.get(), "")) {
                run(victim, first, last);
            }
            first = last;
        }
    }

    private void run(Victim victim, long from, long to) {
        Scene scene = new Scene(victim);
        Inputs inputs = new Inputs(victim.routes());
        for (long i = from; i < to && failures.size() < FAILURES_MAX; i++) {
            if (i > from && (i - from) % SCENE_INPUTS == 0) {
                scene.renew();
            }
            scene.count(i);
            Chance chance = new Chance(seed ^ 0x77697265L, i);
            Sent sent = inputs.next(chance).sent(scene::named);
            Damaged damaged = damaged(chance, sent);
            String wrong = tried(victim, sent, damaged);
            if (!wrong.isEmpty()) {
                // Closing a connection races with what is still sent on it: a fault is what
                // repeats.
                once.add(wrong);
                wrong = tried(victim, sent, damaged);
            }
            if (!wrong.isEmpty() && kinds.add(wrong.replaceAll("\\d+", ""))) {
                failures.add(
                        "over the wire: %s%n  %s%n  sent as %s%n  again: make fuzz SEED=%d INPUT=w%d"
                                .formatted(
                                        wrong, Requests.curl(sent), shown(damaged.bytes), seed, i));
            }
        }
        scene.damage().forEach(each -> failures.add("over the wire " + from + ": " + each));
    }

    private String tried(Victim victim, Sent sent, Damaged damaged) {
        long before = victim.position();
        Answer answer;
        try {
            answer = answer(victim.address(), damaged.bytes);
        } catch (IOException failure) {
            return "no answer: " + failure.getMessage();
        }
        int status = answer.status();
        statuses.merge(status, 1, Integer::sum);
        if (status == 0) {
            return damaged.readable ? "closed without an answer" : "";
        }
        boolean original =
                status == 500
                        && Judge.failsAsTheOriginal(damaged.target.replaceFirst("[?#].*", ""));
        if (status >= 500 && status != 501 && status != 505 && !original) {
            return "answered " + status;
        }
        if (status >= 400 && victim.position() != before) {
            return "wrote though it refused with " + status;
        }
        if (status < 400 || sent.method().equals("HEAD")) {
            return "";
        }
        String path = damaged.readable ? damaged.target.replaceFirst("[?#].*", "") : "/";
        return Judge.refusal(path, status, answer, false).orElse("");
    }

    /**
     * Holds what goes over the wire.
     *
     * @param target the address as it is sent
     * @param readable whether the request line came through
     */
    private record Damaged(byte[] bytes, String target, boolean readable) {}

    private static Damaged damaged(Chance chance, Sent sent) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder();
        String target = chance.oneIn(12) ? sent.target() + chance.of(TARGETS) : sent.target();
        head.append(sent.method()).append(' ').append(target).append(" HTTP/1.1\r\n");
        sent.headers()
                .forEach(
                        (name, value) ->
                                head.append(name).append(": ").append(value).append("\r\n"));
        head.append("connection: close\r\n");
        byte[] body = sent.body();
        switch (chance.below(12)) {
            case 0 -> {
                head.append("transfer-encoding: chunked\r\n");
                body = chunked(chance, body);
            }
            case 1 ->
                    head.append("content-length: ")
                            .append(body.length + 1 + chance.few(99))
                            .append("\r\n");
            case 2 -> head.append("content-length: ").append(chance.of(LENGTHS)).append("\r\n");
            case 3 -> {
                if (chance.oneIn(4)) {
                    head.append("expect: 100-continue\r\n");
                }
                head.append("content-length: ").append(body.length).append("\r\n");
            }
            case 4 -> {
                head.append("content-length: ").append(body.length).append("\r\n");
                head.append(chance.of(HEADERS)).append("\r\n");
            }
            default -> head.append("content-length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] bytes = head.toString().getBytes(UTF_8);
        boolean readable =
                target.length() < TARGET_CHARS_READ
                        && target.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (chance.oneIn(12)) {
            int at = chance.below(bytes.length);
            bytes[at] = (byte) chance.below(256);
            readable = false;
        }
        if (chance.oneIn(30)) {
            bytes = Arrays.copyOf(bytes, chance.below(bytes.length));
            readable = false;
            body = new byte[0];
        }
        out.writeBytes(bytes);
        out.writeBytes(body);
        return new Damaged(out.toByteArray(), target, readable);
    }

    private static final List<String> TARGETS =
            List.of(
                    "%",
                    "%00",
                    "%zz",
                    "#x",
                    "?",
                    "?%",
                    "&%00=%00",
                    "%C3%28",
                    "/%2e%2e/",
                    "?a=" + "x".repeat(70_000));

    private static final List<String> LENGTHS =
            List.of("-1", "x", "", "0", "1", "99999999999999999999", "1, 1", "+5", "0x10");

    private static final List<String> HEADERS =
            List.of(
                    "transfer-encoding: chunked",
                    "transfer-encoding: gzip",
                    "host: other",
                    "x: " + "y".repeat(140_000),
                    "no colon",
                    ": empty",
                    "x: a\0b",
                    " folded: y",
                    "upgrade: h2c",
                    "connection: keep-alive, upgrade",
                    "x-many: 1\r\n".repeat(2000) + "y: z",
                    "content-length: 7",
                    "cookie: a=\"; b",
                    "authorization: Basic \u00FF");

    private static byte[] chunked(Chance chance, byte[] body) {
        String size =
                switch (chance.below(8)) {
                    case 0 -> "zz";
                    case 1 -> "-1";
                    case 2 -> "FFFFFFFFFFFFFFFFF";
                    case 3 -> Integer.toHexString(body.length + 10);
                    default -> Integer.toHexString(body.length);
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (body.length > 0) {
            out.writeBytes((size + chance.of("", ";a=b", "\t") + "\r\n").getBytes(ISO_8859_1));
            out.writeBytes(body);
            out.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        out.writeBytes(
                chance.of("0\r\n\r\n", "0\r\nx: y\r\n\r\n", "0\r\n", "").getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    private static Answer answer(URI address, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            byte[] all;
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (IOException closedEarly) {
                // The server may refuse before it has read everything; its answer is still there.
            }
            try {
                all = socket.getInputStream().readAllBytes();
            } catch (SocketException reset) {
                return new Answer(0, Map.of(), new byte[0], null);
            }
            return parsed(new String(all, ISO_8859_1));
        }
    }

    private static Answer parsed(String text) {
        String answer =
                text.startsWith("HTTP/1.1 100")
                        ? text.substring(text.indexOf("\r\n\r\n") + 4)
                        : text;
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), new byte[0], null);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String[] lines = answer.substring(0, end).split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        return new Answer(status, headers, answer.substring(end + 4).getBytes(ISO_8859_1), null);
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        return text.substring(0, Math.min(600, text.length()))
                .replace("\r\n", "⏎")
                .replace("\0", "\\0");
    }

    List<String> failures() {
        return failures;
    }

    /** Says in a line what was done. */
    String report() {
        return "statuses " + statuses + (once.isEmpty() ? "" : ", wrong once: " + once);
    }
}
