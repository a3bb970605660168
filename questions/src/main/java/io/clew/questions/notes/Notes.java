package io.clew.questions.notes;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.identity.Urns;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import java.util.UUID;

/** Writes notes. */
public final class Notes {

    /** Most characters of a note: a long page; more belongs in a document that the note names. */
    public static final int TEXT_CHARS_MAX = 10_000;

    /** Characters of a note that stand for it in lists. */
    private static final int NAME_CHARS_MAX = 60;

    private static final String OPERATION = "notes";

    private final Committer committer;

    public Notes(Committer committer) {
        this.committer = committer;
    }

    /**
     * Adds a note to a node and returns the note's name, once durable.
     *
     * @param author who says it
     * @param subject a node that exists
     * @param text 1 to {@link #TEXT_CHARS_MAX} characters, not only blanks
     * @param payload the request as it was accepted, for the audit entry
     */
    public Urn add(Workspace workspace, Asserter author, Urn subject, String text, byte[] payload) {
        if (text.isBlank()) {
            throw ClewException.invalid("text", "The note has no text: expected at least a word.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > TEXT_CHARS_MAX) {
            throw ClewException.invalid(
                    "text",
                    "The note has %d characters: expected %d at most."
                            .formatted(length, TEXT_CHARS_MAX));
        }
        Urn note = Urns.note(UUID.randomUUID().toString());
        committer.commit(
                new Intent(workspace, author, OPERATION),
                commit -> write(commit, author, note, subject, text, payload));
        return note;
    }

    private static Urn write(
            Commit commit, Asserter author, Urn note, Urn subject, String text, byte[] payload) {
        EventTime now = EventTime.received(commit.now());
        commit.declare(note, Attributes.NAME, name(text), now);
        commit.declare(note, Attributes.TEXT, text, now);
        commit.declare(note, EdgeKind.CONCERNS, subject, now);
        commit.declare(note, EdgeKind.ATTRIBUTED_TO, author.agent(), now);
        commit.subject(note);
        commit.subject(subject);
        commit.payload(payload);
        return note;
    }

    private static String name(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        int length = line.codePointCount(0, line.length());
        return length <= NAME_CHARS_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, NAME_CHARS_MAX)) + "…";
    }
}
