package io.clew.protocol.metaflow.facts;

import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.model.log.LogRecord;
import io.clew.protocol.metaflow.MetaflowServer;
import io.clew.store.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tells a server of flows as Metaflow's client does, and says what it concluded. */
abstract class ToldFlows {
    private static final String SYSTEM =
            "'user_name':'ann','system_tags':['user:ann','metaflow_version:2.19.38']";

    @TempDir Path folder;
    MetaflowServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MetaflowServer.start(newDatabase());
        server.posted("/flows/F", "{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    final String run(String flow, String id) {
        server.posted("/flows/" + flow + "/run", "{'run_number':'" + id + "'," + SYSTEM + "}");
        String run = "/flows/" + flow + "/runs/" + id;
        task(run, "_parameters", "p");
        return run;
    }

    final String task(String run, String step, String id) {
        server.post(run + "/steps/" + step + "/step", "{}");
        server.posted(run + "/steps/" + step + "/task", "{'task_id':'" + id + "'," + SYSTEM + "}");
        return run + "/steps/" + step + "/tasks/" + id;
    }

    final void say(String task, String... fields) {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            data.add(
                    "{'field_name':'%s','value':'%s','type':'%1$s','tags':['attempt_id:0']}"
                            .formatted(fields[i], fields[i + 1]));
        }
        server.posted(task + "/metadata", "[" + String.join(",", data) + "]");
    }

    final void begin(String task, String... more) {
        say(task, "attempt", "0", "origin-run-id", "None");
        if (more.length > 0) {
            say(task, more);
        }
    }

    final void register(String task, String... nameAndSha) {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < nameAndSha.length; i += 2) {
            data.add(
                    "{'name':'%s','sha':'%s','attempt_id':0,'location':':root:%s','ds_type':'%s'}"
                            .formatted(nameAndSha[i], nameAndSha[i + 1], root(), dsType()));
        }
        server.posted(task + "/artifact", "[" + String.join(",", data) + "]");
    }

    static String text(Urn urn) {
        return urn.kind() + ":" + String.join("/", urn.segments()).replace("metaflow/", "");
    }

    /** Returns the edges of some kinds, with what they come from. */
    final List<String> edges(String... kinds) {
        List<String> edges = new ArrayList<>();
        for (var entry : server.log()) {
            for (LogRecord record : entry.records()) {
                if (record instanceof LogRecord.EdgeAsserted asserted
                        && List.of(kinds).contains(asserted.fact().kind().wireName())) {
                    Fact.EdgeFact edge = asserted.fact();
                    edges.add(
                            "%s %s %s %s %s"
                                    .formatted(
                                            text(edge.from()),
                                            edge.kind(),
                                            text(edge.to()),
                                            edge.assertion(),
                                            edge.attributes().getOrDefault("source", "")));
                }
            }
        }
        return edges;
    }

    /** Returns all values of an attribute in order. */
    final List<Object> values(String node, String key) {
        List<Object> values = new ArrayList<>();
        for (var entry : server.log()) {
            for (LogRecord record : entry.records()) {
                if (record instanceof LogRecord.AttributeAsserted asserted
                        && asserted.fact().key().equals(key)
                        && text(asserted.fact().node()).equals(node)) {
                    values.add(String.valueOf(asserted.fact().value()));
                }
            }
        }
        return values;
    }

    /** Says where the datastore begins, and of which kind it is. */
    String root() {
        return folder.toString();
    }

    String dsType() {
        return "local";
    }

    /** Writes a file below the datastore's begin. */
    void keep(String name, byte[] packed) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, packed);
    }

    /** Puts content where Metaflow's datastore has it, and returns its SHA-1. */
    final String store(byte[] content) {
        try {
            String sha =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(content);
            }
            keep("F/data/" + sha.substring(0, 2) + "/" + sha, packed.toByteArray());
            return sha;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pickles the graph start → a → end, with a parameter and a decorator that holds a secret. */
    final String graph() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 4, '}', '('});
        text(out, "steps");
        out.writeBytes(new byte[] {'}', '('});
        node(out, "start", "a");
        node(out, "a", "end");
        node(out, "end", null);
        out.write('u');
        text(out, "parameters");
        out.writeBytes(new byte[] {']', '('});
        for (String name : List.of("rate", "db_password")) {
            out.writeBytes(new byte[] {'}', '('});
            text(out, "name");
            text(out, name);
            out.write('u');
        }
        out.write('e');
        text(out, "decorators");
        text(out, "hunter2-in-environment");
        out.writeBytes(new byte[] {'u', '.'});
        return store(out.toByteArray());
    }

    private static void node(ByteArrayOutputStream out, String step, String next) {
        text(out, step);
        out.writeBytes(new byte[] {'}', '('});
        text(out, "next");
        out.writeBytes(new byte[] {']', '('});
        if (next != null) {
            text(out, next);
        }
        out.writeBytes(new byte[] {'e', 'u'});
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(0x8C);
        out.write(utf8.length);
        out.writeBytes(utf8);
    }

    final String plain(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 4});
        text(out, text);
        out.write('.');
        return store(out.toByteArray());
    }
}
