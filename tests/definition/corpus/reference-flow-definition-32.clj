{:providers {:llm [{:id :fireworks-deepseek-r1
                    :family :chat-completions-compatible
                    :defaults {:base-url "https://api.fireworks.ai/inference/v1"
                               :model "accounts/fireworks/models/deepseek-r1"}}
                   {:id :local-ollama
                    :family :chat-completions-compatible
                    :defaults {:base-url "http://localhost:11434/v1" :model "llama3.1"}}]}
 :flow '(flow/step :llm :summarize
          {:connection :ai
           :provider :fireworks-deepseek-r1
           :prompt "Summarize this document."})}
