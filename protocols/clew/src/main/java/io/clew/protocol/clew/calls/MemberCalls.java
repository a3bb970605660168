package io.clew.protocol.clew.calls;

import io.clew.http.Response;
import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.MemberJson;
import io.clew.questions.Questions;
import io.clew.questions.UpstreamWarnings;
import io.clew.questions.members.Members;
import io.clew.questions.members.Membership;
import java.util.List;
import java.util.Set;

/** Answers {@code /runs}, {@code /versions} and {@code /warnings}. */
public final class MemberCalls {

    private static final Set<String> PARAMETERS =
            Set.of("of", "as_of", "known_at", "limit", "cursor", "workspace");

    private final Questions questions;
    private final UpstreamWarnings warnings;

    public MemberCalls(Questions questions, UpstreamWarnings warnings) {
        this.questions = questions;
        this.warnings = warnings;
    }

    /** Returns the calls. */
    public List<Call> all() {
        return List.of(
                Call.get("/runs", PARAMETERS, (request, p) -> members(Membership.RUNS, "runs", p)),
                Call.get(
                        "/versions",
                        PARAMETERS,
                        (request, p) -> members(Membership.VERSIONS, "versions", p)),
                Call.get("/warnings", PARAMETERS, (request, p) -> warnings(p)));
    }

    private Response members(Membership membership, String list, Params params) {
        Viewer viewer = params.viewer();
        String of = params.reference("of");
        int limit = limit(params);
        Clocks clocks = Asked.clocks(questions, params);
        var page = questions.members(viewer, membership, "of", of, clocks, limit, params.cursor());
        return Answers.ok(out -> MemberJson.write(out, list, page));
    }

    private Response warnings(Params params) {
        Viewer viewer = params.viewer();
        String of = params.reference("of");
        int limit = limit(params);
        Clocks clocks = Asked.clocks(questions, params);
        var page = warnings.page(viewer, "of", of, clocks, limit, params.cursor());
        return Answers.ok(out -> MemberJson.write(out, page));
    }

    private static int limit(Params params) {
        return params.integer("limit", 1, Members.LIMIT_MAX).orElse(Members.LIMIT_DEFAULT);
    }
}
