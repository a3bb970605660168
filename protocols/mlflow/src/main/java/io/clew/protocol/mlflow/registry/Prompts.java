package io.clew.protocol.mlflow.registry;

import java.util.Map;

/** Tells prompts from models: a prompt is a registered model with a tag. */
final class Prompts {
    static final String TAG = "mlflow.prompt.is_prompt";

    private Prompts() {}

    static boolean isPrompt(Map<String, String> tags) {
        return tags.getOrDefault(TAG, "false").equalsIgnoreCase("true");
    }

    /** Returns what messages call it. */
    static String word(boolean prompt) {
        return prompt ? "Prompt" : "Registered Model";
    }
}
