package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Past;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Thing;
import org.jspecify.annotations.Nullable;

/** {@code code}: commit and changes that nobody committed, queries, programs, entry points. */
final class CodeChanges {

    private static final String DIRTY = "dirty";
    private static final String DIRTY_MARK = "-dirty-";
    private static final String PATCH = Attributes.TAG + "mlflow.source.git.diff";

    private CodeChanges() {}

    /** Compares what the runs themselves tell. */
    static void ofRun(Scene scene, Pair pair) {
        sql(scene, pair);
        source(scene, pair);
        text(scene, pair, Attributes.ENTRY_POINT, "entry-point", "The entry point of %s %s.");
    }

    /** Compares what was executed; the pair is that of the code. */
    static void ofCode(Scene scene, Pair code) {
        Pair run = code.nearest(Role.RUN);
        Thing earlier = code.before();
        Thing later = code.after();
        if (run == null || earlier == null || later == null) {
            return;
        }
        String before = commit(scene, earlier);
        String after = commit(scene, later);
        if (before != null && after != null && !before.equals(after)) {
            Integer job = scene.job(run);
            scene.add(
                    code,
                    Change.Kind.CODE,
                    scene.executor(run),
                    "commit",
                    before,
                    after,
                    "%s ran another commit: %s instead of %s."
                            .formatted(
                                    Scene.name(scene.executor(run)),
                                    Words.brief(after),
                                    Words.brief(before)),
                    job == null ? null : new Trait.OfRuns(job, CodeChanges::commits));
        }
        dirty(scene, code, run, earlier, later);
    }

    private static @Nullable Object commits(Past.Run run) {
        return run.code().isEmpty()
                ? null
                : run.code().stream().map(CodeChanges::withoutPatch).sorted().toList();
    }

    private static String withoutPatch(String name) {
        int mark = name.indexOf(DIRTY_MARK);
        return mark < 0 ? name : name.substring(0, mark);
    }

    private static @Nullable String commit(Scene scene, Thing code) {
        Urn urn = scene.urn(code.first());
        String last = withoutPatch(urn.last());
        return urn.kind() == NodeKind.CODE && last.matches("[0-9a-f]{7,64}") ? last : null;
    }

    private static @Nullable String patch(Scene scene, Thing code) {
        String last = scene.urn(code.first()).last();
        int mark = last.indexOf(DIRTY_MARK);
        return mark < 0 ? null : last.substring(mark + DIRTY_MARK.length());
    }

    private static void dirty(Scene scene, Pair code, Pair run, Thing earlier, Thing later) {
        Facts before = scene.before(run);
        Facts after = scene.after(run);
        String patchBefore = patch(scene, earlier);
        String patchAfter = patch(scene, later);
        boolean wasDirty = patchBefore != null || DIRTY.equals(before.text(Attributes.CODE_STATE));
        boolean isDirty = patchAfter != null || DIRTY.equals(after.text(Attributes.CODE_STATE));
        String textBefore = before.text(PATCH);
        String textAfter = after.text(PATCH);
        boolean samePatch =
                textBefore != null && textAfter != null
                        ? textBefore.equals(textAfter)
                        : java.util.Objects.equals(patchBefore, patchAfter);
        if ((!wasDirty && !isDirty) || (wasDirty && isDirty && samePatch)) {
            return;
        }
        String name = Scene.name(scene.executor(run));
        scene.add(
                new Difference(
                        code,
                        Change.Kind.CODE,
                        Change.Way.CHANGED,
                        scene.executor(run),
                        null,
                        DIRTY,
                        "",
                        state(wasDirty, patchBefore),
                        state(isDirty, patchAfter),
                        1,
                        !isDirty
                                ? "%s ran code as committed; before it had changes that nobody committed."
                                        .formatted(name)
                                : wasDirty
                                        ? "%s ran code with other changes that nobody committed."
                                                .formatted(name)
                                        : "%s ran code with changes that nobody committed."
                                                .formatted(name),
                        null,
                        new Difference.Texts(textBefore, textAfter)));
    }

    private static String state(boolean dirty, @Nullable String patch) {
        return dirty ? patch == null ? DIRTY : DIRTY + " " + Words.brief(patch) : "clean";
    }

    private static void sql(Scene scene, Pair pair) {
        String before = scene.before(pair).text(Attributes.SQL);
        String after = scene.after(pair).text(Attributes.SQL);
        if (before == null && after == null) {
            before = scene.containerBefore(pair).text(Attributes.SQL);
            after = scene.containerAfter(pair).text(Attributes.SQL);
        }
        if (before == null
                || after == null
                || before.equals(after)
                || SqlForm.of(before).equals(SqlForm.of(after))) {
            return;
        }
        another(
                scene,
                pair,
                "sql",
                before,
                after,
                new Difference.Texts(before, after),
                "The query of %s is another.",
                CodeChanges::query);
    }

    private static @Nullable Object query(Past.Run run) {
        String sql = run.facts().text(Attributes.SQL);
        return sql == null ? null : SqlForm.of(sql);
    }

    private static void source(Scene scene, Pair pair) {
        String before = scene.before(pair).text(Attributes.SOURCE_DIGEST);
        String after = scene.after(pair).text(Attributes.SOURCE_DIGEST);
        String textBefore = scene.containerBefore(pair).text(Attributes.SOURCE_CODE);
        String textAfter = scene.containerAfter(pair).text(Attributes.SOURCE_CODE);
        boolean differs =
                before != null && after != null
                        ? !before.equals(after)
                        : textBefore != null && textAfter != null && !textBefore.equals(textAfter);
        if (!differs) {
            return;
        }
        another(
                scene,
                pair,
                "source",
                before == null ? textBefore : before,
                after == null ? textAfter : after,
                new Difference.Texts(textBefore, textAfter),
                "The program of %s is another.",
                run -> run.facts().json(Attributes.SOURCE_DIGEST));
    }

    /** Adds that a job runs another text; the past tells how often it did. */
    private static void another(
            Scene scene,
            Pair pair,
            String field,
            @Nullable String before,
            @Nullable String after,
            Difference.Texts texts,
            String why,
            Trait.Reading<Past.Run> past) {
        Urn subject = scene.executor(pair);
        Integer job = scene.job(pair);
        scene.add(
                new Difference(
                        pair,
                        Change.Kind.CODE,
                        Change.Way.CHANGED,
                        subject,
                        scene.subjectBefore(pair, subject),
                        field,
                        "",
                        before,
                        after,
                        1,
                        why.formatted(Scene.name(subject)),
                        job == null ? null : new Trait.OfRuns(job, past),
                        texts));
    }

    private static void text(Scene scene, Pair pair, String key, String field, String why) {
        String before = scene.before(pair).text(key);
        String after = scene.after(pair).text(key);
        if (before == null || after == null || Normal.same(before, after)) {
            return;
        }
        Integer job = scene.job(pair);
        scene.add(
                pair,
                Change.Kind.CODE,
                scene.executor(pair),
                field,
                before,
                after,
                why.formatted(Scene.name(scene.executor(pair)), Words.went(before, after)),
                job == null ? null : new Trait.OfRuns(job, run -> run.facts().json(key)));
    }
}
