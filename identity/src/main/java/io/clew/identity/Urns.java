package io.clew.identity;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds URNs whose form no single tool owns: agents, notes, artifacts.
 *
 * <p>Any text is accepted, as {@link Segments} says; nothing here throws on what a client sent.
 */
public final class Urns {
    private Urns() {}

    /** Names a person who was authenticated or mapped in {@code clew.toml}. */
    public static Urn person(String name) {
        return of(NodeKind.AGENT, "person", name);
    }

    /** Names a service that was authenticated or mapped in {@code clew.toml}. */
    public static Urn service(String name) {
        return of(NodeKind.AGENT, "service", name);
    }

    /** Names who a client says acted, without proof: {@code claimed/mlflow/root}. */
    public static Urn claimedAgent(String system, String name) {
        return of(NodeKind.AGENT, "claimed", system, name);
    }

    /** Names a note that people wrote in Clew. */
    public static Urn note(String id) {
        return of(NodeKind.NOTE, "clew", id);
    }

    /**
     * Names an artifact by its owner within a system and its path there, such as {@code mlflow/<run
     * id>/model/MLmodel}.
     *
     * <p>Each part of the path is a segment; empty parts and {@code .} are left out. The path as a
     * whole has the size of one segment at most. Only for what has no storage URI of its own: that
     * would be a dataset.
     */
    public static Urn artifact(String system, String owner, String path) {
        List<String> segments = new ArrayList<>(List.of(Segments.of(system), Segments.of(owner)));
        for (String part : Segments.of(path).split("/")) {
            if (!path.isEmpty() && !part.isEmpty() && !part.equals(".")) {
                segments.add(part);
            }
        }
        return new Urn(NodeKind.ARTIFACT, segments);
    }

    /** Makes a URN from texts of any form. */
    public static Urn of(NodeKind kind, String... texts) {
        List<String> segments = new ArrayList<>(texts.length);
        for (String text : texts) {
            segments.add(Segments.of(text));
        }
        return new Urn(kind, segments);
    }
}
