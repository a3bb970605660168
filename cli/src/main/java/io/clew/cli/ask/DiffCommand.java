package io.clew.cli.ask;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what changed between two things, or in one thing between two times. */
@Command(
        name = "diff",
        description = {
            "Shows what changed, what can move a prediction first.",
            "Two models, runs or dataset versions: clew diff models:/fraud/2 models:/fraud/3",
            "One thing at two times: clew diff models:/fraud@production --from-as-of 2026-11-20"
        })
final class DiffCommand extends Verb {

    /** Changes that fit on a screen; the answer has all. */
    private static final int ROWS = 10;

    private static final int PAGE_CHANGES = 200;

    @Parameters(index = "0", paramLabel = "FROM", description = "Such as models:/fraud/2.")
    String from = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TO",
            description = "Such as models:/fraud/3; default: FROM at another time.")
    @Nullable String to;

    @Option(
            names = "--from-as-of",
            paramLabel = "T",
            description = "FROM as it was then; a date is the end of that local day.")
    @Nullable String fromAsOf;

    @Option(
            names = "--to-as-of",
            paramLabel = "T",
            description = "TO as it was then; default: now.")
    @Nullable String toAsOf;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "Both as they were then, but for a side that has its own time.")
    @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "T",
            description = "What had been recorded by then, of both: a time or a log position.")
    @Nullable String knownAt;

    @Option(
            names = "--full",
            description = "With the lines that differ of SQL, patches and requirements.")
    boolean full;

    @Option(names = "--limit", paramLabel = "N", description = "Changes to show; default: 10.")
    @Nullable Integer limit;

    @Override
    byte[] ask(Api api) {
        if (to == null && fromAsOf == null && toAsOf == null) {
            throw new AskException(
                    ExitStatus.WRONG_USE,
                    "diff takes two things (clew diff models:/fraud/2 models:/fraud/3), or one at"
                            + " two times (--from-as-of T, --to-as-of T)");
        }
        if (limit != null && limit < 1) {
            throw new AskException(
                    ExitStatus.WRONG_USE, "--limit takes a number from 1 up, not " + limit);
        }
        return page(api, null);
    }

    private byte[] page(Api api, @Nullable String cursor) {
        Api.Parameters parameters =
                options.parameters()
                        .with("from", from)
                        .with("to", to == null ? from : to)
                        .with("from_as_of", momentOf("--from-as-of", fromAsOf))
                        .with("to_as_of", momentOf("--to-as-of", toAsOf))
                        .with("detail", full ? "full" : null)
                        .with("limit", options.json ? limit : Integer.valueOf(PAGE_CHANGES))
                        .with("cursor", cursor);
        AskOptions.Clocks.addKnownAt(knownAt, parameters);
        return api.get("/diff", parameters);
    }

    private @Nullable Instant momentOf(String option, @Nullable String text) {
        ZoneId zone = ZoneId.systemDefault();
        if (text != null) {
            return Moments.read(option, text, zone);
        }
        return asOf == null ? null : Moments.read("--as-of", asOf, zone);
    }

    @Override
    void show(JsonNode answer, Api api, Screen screen) {
        List<JsonNode> changes = new ArrayList<>();
        DiffNames names = new DiffNames();
        JsonNode page = answer;
        while (true) {
            page.path("changes").forEach(changes::add);
            names.addAll(page.path("nodes"));
            String next = page.path("next").asString("");
            if (next.isEmpty()) {
                break;
            }
            page = Api.JSON.readTree(page(api, next));
        }
        screen.line("from " + side(answer.path("from"), names, screen));
        screen.line("to   " + side(answer.path("to"), names, screen));
        screen.line("");
        String summary = answer.path("summary").asString("");
        screen.line(
                answer.path("material").asBoolean(true)
                        ? screen.bold(summary)
                        : screen.green(summary));
        DiffTable.show(changes, names, limit == null ? ROWS : limit, full, screen);
        DiffEffects.show(answer.path("effects"), names, screen);
        screen.line("");
        VerdictLine.show(answer.path("verdict"), screen);
    }

    private static String side(JsonNode side, DiffNames names, Screen screen) {
        String asOf = side.path("as_of").asString("");
        names.add(side);
        return screen.bold(names.labelOf(side.path("urn").asString("")))
                + (asOf.isEmpty() ? "" : " as of " + Moments.show(asOf, screen.zone()));
    }
}
