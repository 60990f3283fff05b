# The operators' API on workerd: npx workerd serve infra/edge/workerd.capnp
# Build control-plane/dist/edge.js before (npm run build:edge); docs/edge.md says what each variable is.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "api", worker = .api),
    # PostgreSQL, Redis and the control plane on Node are in networks of ours.
    (name = "internet", network = (
      allow = ["public", "private", "local"],
      tlsOptions = (trustBrowserCas = true),
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "api")],
);

const api :Workerd.Worker = (
  modules = [(name = "edge", esModule = embed "../../control-plane/dist/edge.js")],
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["nodejs_compat"],
  globalOutbound = "internet",
  bindings = [
    (name = "DATABASE_URL", fromEnvironment = "DATABASE_URL"),
    (name = "UPSTASH_REDIS_REST_URL", fromEnvironment = "UPSTASH_REDIS_REST_URL"),
    (name = "UPSTASH_REDIS_REST_TOKEN", fromEnvironment = "UPSTASH_REDIS_REST_TOKEN"),
    (name = "SECRETS_KEY", fromEnvironment = "SECRETS_KEY"),
    (name = "SECRETS_KEY_OLD", fromEnvironment = "SECRETS_KEY_OLD"),
    (name = "JWT_SECRET", fromEnvironment = "JWT_SECRET"),
    (name = "JWT_SECRET_OLD", fromEnvironment = "JWT_SECRET_OLD"),
    (name = "NODE_URL", fromEnvironment = "NODE_URL"),
    (name = "PUBLIC_URL", fromEnvironment = "PUBLIC_URL"),
    (name = "CLIENT_ADDRESS_HEADER", fromEnvironment = "CLIENT_ADDRESS_HEADER"),
    (name = "SESSION_DAYS", fromEnvironment = "SESSION_DAYS"),
    (name = "SOURCE_ALLOW_CIDRS", fromEnvironment = "SOURCE_ALLOW_CIDRS"),
    (name = "API_REQUESTS_PER_MINUTE", fromEnvironment = "API_REQUESTS_PER_MINUTE"),
    (name = "API_REQUESTS_PER_MINUTE_OF_ADDRESS", fromEnvironment = "API_REQUESTS_PER_MINUTE_OF_ADDRESS"),
    (name = "LOG_LEVEL", fromEnvironment = "LOG_LEVEL"),
  ],
);
