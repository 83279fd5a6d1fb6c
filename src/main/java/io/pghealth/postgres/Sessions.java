package io.pghealth.postgres;

import io.pghealth.target.Endpoint;

/** Opens the sessions of one target; the only way to a watched server. */
public interface Sessions {

  /** A collector's session. */
  Session open(Endpoint endpoint, String database) throws SessionException;

  /** A session for EXPLAIN alone, with the plan role where one is set. */
  Explainer openExplainer(Endpoint endpoint, String database) throws SessionException;
}
