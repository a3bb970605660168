package io.clew.protocol.sagemaker.wire;

import io.clew.model.Workspace;

/** Reads names of workspaces in paths: an address is all that a client of AWS can be told. */
public final class Workspaces {
    private Workspaces() {}

    /**
     * Returns the workspace of a name; it need not be there.
     *
     * @throws Refusal VALIDATION when it is no name
     */
    public static Workspace named(String name) {
        if (!Workspace.isName(name)) {
            throw Refusal.invalid(
                    "The workspace '%s' in the address is no name: expected %s."
                            .formatted(Checks.shown(name), Workspace.NAME_FORM));
        }
        return new Workspace(name);
    }
}
