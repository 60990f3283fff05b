# Other releases of the control plane as far as who asks can tell: what it was built from is this one, and it says
# another version. The second of them runs and never answers.
ARG IMAGE
FROM ${IMAGE} AS next
ARG VERSION
USER root
RUN sed -i "s/^var PRODUCT_VERSION = .*/var PRODUCT_VERSION = '$VERSION';/" control-plane/dist/main.js \
  && grep -q "PRODUCT_VERSION = '$VERSION'" control-plane/dist/main.js
USER 10001:10001

FROM next AS unwell
CMD ["--eval", "setInterval(() => {}, 1000)", "--", "control-plane/dist/main.js"]
