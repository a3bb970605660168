/**
 * What MLflow calls things: experiments, runs, models, datasets and the code that ran.
 *
 * <p>Here live the readings of MLflow's own shapes, given as plain texts and maps. What never lives
 * here: the protocol (routes, limits, errors) and anything that needs the store.
 */
@NullMarked
package io.clew.identity.mlflow;

import org.jspecify.annotations.NullMarked;
