package io.clew.protocol.metaflow.wire;

import io.clew.http.Response;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which clients send heartbeats, and what they are answered. */
public final class Heartbeats {
    private static final String VERSION_TAG = "metaflow_version:";

    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*");

    /** First version of the client that sends heartbeats, and the first of its older line. */
    private static final int[] FIRST = {2, 2, 12};

    private static final int[] FIRST_OLD = {1, 14, 0};

    private static final int OLD = 1;

    private Heartbeats() {}

    /**
     * Says whether the client of a run sends heartbeats, by the version in its system tags; one of
     * an unknown form does.
     */
    public static boolean areSent(List<String> systemTags) {
        String version =
                systemTags.stream()
                        .filter(tag -> tag.startsWith(VERSION_TAG))
                        .findFirst()
                        .map(tag -> tag.substring(VERSION_TAG.length()))
                        .orElse(null);
        if (version == null) {
            return false;
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return true;
        }
        int[] parts = new int[3];
        for (int i = 0; i < parts.length; i++) {
            String part = matcher.group(i + 1);
            parts[i] = part == null ? 0 : Integer.parseInt(part);
        }
        return Arrays.compare(parts, parts[0] == OLD ? FIRST_OLD : FIRST) >= 0;
    }

    /**
     * Answers a heartbeat: JSON within a JSON text, for a plain object ends the client's thread.
     */
    public static Response answer() {
        return MetaflowAnswers.text(200, "{\"wait_time_in_seconds\": 10}");
    }
}
