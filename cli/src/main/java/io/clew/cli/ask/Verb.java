package io.clew.cli.ask;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Runs one asking verb: one call, then JSON as it is or a picture for people. */
abstract class Verb implements Callable<Integer> {

    @Mixin AskOptions options = new AskOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    /** Asks and returns the body of the (first) answer. */
    abstract byte[] ask(Api api);

    /** Shows the answer to people. */
    abstract void show(JsonNode answer, Api api, Screen screen);

    @Override
    public Integer call() {
        Screen screen = Screen.ofProcess();
        try {
            Api api = options.api();
            byte[] body = ask(api);
            JsonNode answer = Api.JSON.readTree(body);
            if (options.json) {
                screen.out().write(body, 0, body.length);
                screen.line("");
            } else {
                show(answer, api, screen);
            }
            boolean complete =
                    answer.path("verdict").path("state").asString("complete").equals("complete");
            return options.requireComplete && !complete
                    ? ExitStatus.NOT_COMPLETE
                    : ExitStatus.ANSWERED;
        } catch (AskException e) {
            spec.commandLine().getErr().println("clew: " + e.getMessage());
            return e.exitStatus();
        }
    }
}
