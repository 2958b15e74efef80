import { assistantSettings } from './assistant-settings.ts'
import type { Setting } from './setting.ts'

export type { Setting }

/** README's table and `.env.example` are written from this list. */
export const settings = [
	{ name: 'PORT', default: '8000', group: 'Server', description: 'Port of the API.' },
	{
		name: 'HOST',
		default: '0.0.0.0 in production, else 127.0.0.1',
		group: 'Server',
		description: 'Address the API listens on.',
	},
	{
		name: 'ENVIRONMENT',
		default: 'NODE_ENV, else development',
		group: 'Server',
		description: '`production` or `development`.',
	},
	{ name: 'NODE_ENV', default: '', group: 'Server', description: 'Used where ENVIRONMENT is unset.' },
	{
		name: 'FRONTEND_URL',
		default: '',
		group: 'Server',
		example: 'https://todo.example.com',
		description:
			'Origins the page is served from, separated by commas; the first is the public one. Unset: requests from the same origin pass.',
	},
	{
		name: 'TRUSTED_PROXY_HOPS',
		default: '1',
		group: 'Server',
		description:
			'How many proxies stand in front and append to X-Forwarded-For: the page’s own server is one. An API that can be reached without a proxy needs 0, else anybody may name any address as theirs: the peer’s address counts then.',
	},
	{
		name: 'TLS_CERT_FILE',
		default: '',
		group: 'Server',
		example: '/etc/todo/api-tls/tls.crt',
		description:
			'Certificate (PEM) that the API serves https with, for the way between the page’s server and it; looked at again when it is renewed.',
	},
	{ name: 'TLS_KEY_FILE', default: '', group: 'Server', description: 'The key of TLS_CERT_FILE.' },
	{
		name: 'LOG_LEVEL',
		default: 'info',
		group: 'Operation',
		description: '`debug`, `info`, `warn`, `error` or `silent`.',
	},
	{ name: 'METRICS_PORT', default: '9464', group: 'Operation', description: 'Port of the metrics; 0 turns them off.' },
	{
		name: 'SHUTDOWN_DELAY',
		default: '1 in development, 5 in production',
		group: 'Operation',
		description: 'Seconds between not being ready and closing, for load balancers to notice.',
	},
	{
		name: 'SHUTDOWN_GRACE',
		default: '20',
		group: 'Operation',
		description: 'Seconds that running requests get to end when the API stops.',
	},
	{
		name: 'RATE_LIMIT',
		default: '6000',
		group: 'Operation',
		description: 'Requests a minute that one person may make of one API process; 0: no limit.',
	},
	{
		name: 'CHANGES_KEEP_DAYS',
		default: '90',
		group: 'Operation',
		description: 'Days that changes are kept for history, undo and catching up.',
	},
	{
		name: 'TRASH_KEEP_DAYS',
		default: '30',
		group: 'Operation',
		description: 'Days that deleted tasks stay in the trash.',
	},
	{
		name: 'DATABASE_URL',
		default: './data/todo.db',
		group: 'Database',
		secret: true,
		example: 'postgresql://user:password@localhost:5432/todoapp',
		description:
			'An SQLite file (a path, `file:…` or `sqlite:///…`) or a PostgreSQL address (drivers’ prefixes such as `postgresql+asyncpg://` are understood).',
	},
	{
		name: 'DATABASE_DIRECT_URL',
		default: 'DATABASE_URL without `-pooler`',
		group: 'Database',
		secret: true,
		description: 'PostgreSQL without a pooler between, for migrations and notifications.',
	},
	{
		name: 'DATABASE_POOL_SIZE',
		default: '10',
		group: 'Database',
		description: 'PostgreSQL connections per replica, at least 5.',
	},
	{
		name: 'BETTER_AUTH_SECRET',
		default: 'made and kept in the data folder (development only)',
		group: 'Accounts',
		secret: true,
		description: 'Signs sessions and tokens; at least 32 characters.',
	},
	{
		name: 'SECRET_KEY',
		default: '',
		group: 'Accounts',
		secret: true,
		description: 'Used where BETTER_AUTH_SECRET is unset; where both are set, tokens signed with either are accepted.',
	},
	{
		name: 'TRUST_EXTERNAL_JWT',
		default: 'false',
		group: 'Accounts',
		description: '`true`: an HS256 token made elsewhere with the shared secret signs its `sub` in.',
	},
	{ name: 'SIGN_UP', default: 'open', group: 'Accounts', description: '`open`, `invite` or `off`.' },
	{
		name: 'INVITE_CODE',
		default: '',
		group: 'Accounts',
		secret: true,
		description: 'What a person must give to sign up where SIGN_UP is `invite`.',
	},
	{
		name: 'GUESTS',
		default: 'on in development, off in production',
		group: 'Accounts',
		description: '`on` or `off`: keeping a list without an account.',
	},
	...assistantSettings,
	{
		name: 'SMTP_URL',
		default: '',
		group: 'Mail',
		secret: true,
		example: 'smtps://user:password@mail.example.com',
		description: 'Mail server for password resets; unset: none are offered.',
	},
	{ name: 'MAIL_FROM', default: 'todo@localhost', group: 'Mail', description: 'Sender of mails.' },
	{
		name: 'WEB_PORT',
		default: '3000',
		group: 'Page',
		description: 'Port of the page under `npm start`; the page’s own server calls it PORT.',
	},
	{
		name: 'WEB_HOST',
		default: '127.0.0.1',
		group: 'Page',
		description: 'Address the page listens on under `npm start`; 0.0.0.0 lets other devices on the network in.',
	},
	{
		name: 'BACKEND_URL',
		default: 'http://127.0.0.1:8000',
		group: 'Page',
		description: 'Where the page’s server finds the API; may end in /api. `npm start` hands it the API that it starts.',
	},
	{
		name: 'NEXT_PUBLIC_API_BASE_URL',
		default: '',
		group: 'Page',
		description: 'The same as BACKEND_URL, used where that is unset.',
	},
	{
		name: 'NEXT_PUBLIC_API_URL',
		default: '',
		group: 'Page',
		description: 'The same again, used where both are unset.',
	},
] as const satisfies readonly Setting[]

export type SettingName = (typeof settings)[number]['name']
