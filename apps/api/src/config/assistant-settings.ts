import type { Setting } from './setting.ts'

/** Who answers in the chat, and what that may cost. */
export const assistantSettings = [
	{
		name: 'LLM_PROVIDERS',
		default: 'openai,cohere,gemini,compatible,builtin',
		group: 'Assistant',
		example: 'cohere,openai,builtin',
		description:
			'Who answers in the chat, in this order: `openai`, `cohere`, `gemini`, `compatible`, `builtin`. Those without a key or address are passed over; where one fails before its first word the next answers, and `builtin` is always the last.',
	},
	{
		name: 'OPENAI_API_KEY',
		default: '',
		group: 'Assistant',
		secret: true,
		description: 'Key of OpenAI; where OPENAI_BASE_URL is set and COMPATIBLE_API_KEY is not, the key of that server.',
	},
	{ name: 'OPENAI_MODEL', default: 'gpt-6.1-terra', group: 'Assistant', description: 'Which of OpenAI’s models.' },
	{ name: 'COHERE_API_KEY', default: '', group: 'Assistant', secret: true, description: 'Key of Cohere.' },
	{ name: 'COHERE_MODEL', default: 'command-a-03-2025', group: 'Assistant', description: 'Which of Cohere’s models.' },
	{ name: 'GEMINI_API_KEY', default: '', group: 'Assistant', secret: true, description: 'Key of Google Gemini.' },
	{ name: 'GEMINI_MODEL', default: 'gemini-3.8-flash', group: 'Assistant', description: 'Which of Google’s models.' },
	{
		name: 'OPENAI_BASE_URL',
		default: '',
		group: 'Assistant',
		example: 'http://localhost:11434/v1',
		description:
			'Address of a server that speaks OpenAI’s chat completions: Ollama, LM Studio, vLLM, OpenRouter and others. It is the provider `compatible`.',
	},
	{
		name: 'COMPATIBLE_API_KEY',
		default: 'OPENAI_API_KEY',
		group: 'Assistant',
		secret: true,
		description: 'Key of the server at OPENAI_BASE_URL; set it where OPENAI_API_KEY is OpenAI’s own.',
	},
	{
		name: 'COMPATIBLE_MODEL',
		default: 'the first that the server offers',
		group: 'Assistant',
		description: 'Which model of the server at OPENAI_BASE_URL.',
	},
	{
		name: 'LLM_FIRST_BYTE_TIMEOUT',
		default: '15',
		group: 'Assistant',
		description: 'Seconds until a model must have begun to answer; several in a row share a few seconds more.',
	},
	{
		name: 'LLM_IDLE_TIMEOUT',
		default: '20',
		group: 'Assistant',
		description: 'Seconds that a model may fall silent in the middle of an answer.',
	},
	{
		name: 'LLM_TURN_TIMEOUT',
		default: '60',
		group: 'Assistant',
		description: 'Seconds that one answer may take, all its steps together.',
	},
	{
		name: 'LLM_TOKENS_PER_DAY',
		default: '200000',
		group: 'Assistant',
		description: 'Tokens that one person may use in 24 hours, before `builtin` answers; 0: no limit.',
	},
	{
		name: 'GUEST_MODELS',
		default: 'off',
		group: 'Assistant',
		description: '`on` or `off`: whether guests, too, are answered by models with a key.',
	},
] as const satisfies readonly Setting[]
