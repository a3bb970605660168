/**
 * What an environment is called: the digest of a normal form of its packages and Python.
 *
 * <p>Here live the readings of requirements.txt, conda.yaml, python_env.yaml and MLmodel, the YAML
 * ones parsed already. What never lives here: resolving versions, asking a registry, reading files.
 */
@NullMarked
package io.clew.identity.environment;

import org.jspecify.annotations.NullMarked;
