/**
 * How MLflow speaks on the wire: routes, request fields, error codes, workspaces and callers.
 *
 * <p>A feature adds its routes to {@link io.clew.protocol.mlflow.wire.Endpoints} and reads a {@link
 * io.clew.protocol.mlflow.wire.Call}. What never lives here: SQL, facts, or a feature's own rules.
 */
@NullMarked
package io.clew.protocol.mlflow.wire;

import org.jspecify.annotations.NullMarked;
