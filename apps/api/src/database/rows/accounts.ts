export interface UserRow {
	id: string
	name: string
	email: string
	email_verified: number
	image: string | null
	is_anonymous: number
	created_at: string
	updated_at: string
	last_seen_at: string | null
}

export interface SessionRow {
	id: string
	token: string
	user_id: string
	expires_at: string
	ip_address: string | null
	user_agent: string | null
	created_at: string
	updated_at: string
}

export interface AccountRow {
	id: string
	account_id: string
	provider_id: string
	user_id: string
	access_token: string | null
	refresh_token: string | null
	id_token: string | null
	access_token_expires_at: string | null
	refresh_token_expires_at: string | null
	scope: string | null
	password: string | null
	created_at: string
	updated_at: string
}

export interface VerificationRow {
	id: string
	identifier: string
	value: string
	expires_at: string
	created_at: string
	updated_at: string
}

export interface SettingsRow {
	user_id: string
	time_zone: string
	locale: string
	theme: 'system' | 'light' | 'dark'
	week_start: 'monday' | 'sunday' | 'saturday'
	day_first: number
	default_list_id: number | null
	version: number
}

export interface ApiKeyRow {
	user_id: string
	id: string
	name: string
	hash: string
	scopes: string
	created_at: string
	expires_at: string | null
	last_used_at: string | null
	revoked_at: string | null
}
