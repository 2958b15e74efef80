/** A model that talks: `vendor.ts FIRST_MS PIECE_MS` prints its address. A process of its own, as the real ones are. */
import { setTimeout as sleep } from 'node:timers/promises'
import { compatible } from '../../apps/api/src/testing/vendors/compatible.ts'
import { startVendor } from '../../apps/api/src/testing/vendors/vendor-server.ts'

const [firstMs, pieceMs] = process.argv.slice(2).map(Number)
const vendor = await startVendor(compatible)
const answer = Array.from({ length: 60 }, (_, n) => `That is sentence number ${n} of a rather long answer.`).join(' ')
vendor.sayings = [() => ({ text: answer })]
if (firstMs || pieceMs) {
	// Every stream is held back in the same way, each from its own start.
	vendor.faults = Array.from({ length: 1000 }, () => async (response, request) => {
		request.resume()
		response.writeHead(200, { 'content-type': 'text/event-stream' })
		await sleep(firstMs ?? 0)
		for (const piece of compatible.write({ text: answer.slice(0, 1400) }, 1)) {
			response.write(piece)
			await sleep(pieceMs ?? 0)
		}
		response.end()
	})
}
console.log(vendor.url)
process.once('SIGINT', () => void vendor.close())
