{:templates [#flow/include "flow-assets/templates/security-reviewer.edn"]
 :functions [#flow/include "flow-assets/functions/normalize-config.edn"]
 :steps [#flow/include "flow-assets/steps/github-open-pr.edn"]
 :flow
 '(let [review-schema #flow/include "flow-assets/review-schema.edn"] review-schema)}
