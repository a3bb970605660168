package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.questions.members.MembersPage;
import io.clew.questions.warnings.Warning;
import io.clew.questions.warnings.WarningsPage;

/** Writes what belongs to a thing, and what went wrong before it. */
public final class MemberJson {
    private MemberJson() {}

    /**
     * Writes a page of members.
     *
     * @param list what the list is called
     */
    public static void write(JsonWriter out, String list, MembersPage page) {
        out.text("of", page.of().toString()).objects(list, page.members(), NodeJson::write);
        Answers.textOrNull(out, "next", page.next());
    }

    /** Writes a page of warnings. */
    public static void write(JsonWriter out, WarningsPage page) {
        out.text("of", page.of().toString())
                .objects("warnings", page.warnings(), MemberJson::warning);
        VerdictJson.write(out, page.verdict());
        Answers.textOrNull(out, "next", page.next());
    }

    private static void warning(JsonWriter out, Warning warning) {
        out.text("what", warning.what().wireName())
                .text("text", warning.text())
                .text("at", Instants.write(warning.at()))
                .object(
                        "subject",
                        subject ->
                                NodeJson.name(
                                        subject, warning.subject().urn(), warning.subject().name()))
                .object(
                        "cause",
                        cause ->
                                NodeJson.name(
                                        cause, warning.cause().urn(), warning.cause().name()));
    }
}
